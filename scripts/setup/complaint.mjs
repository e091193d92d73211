/** What a person can mend: said in one sentence with the cure, without a stack. */
export class Complaint extends Error {}

/** Ends the command with the sentence of a Complaint; anything else is our fault and keeps its stack. */
export function endWith(error) {
  console.error(error instanceof Complaint ? `spawnscope: ${error.message}` : error)
  process.exit(1)
}
