/** An error that the user can fix: one sentence with the cure, printed without a stack. */
export class Complaint extends Error {}

/** Ends the command with the sentence of a Complaint; any other error is a bug and keeps its stack. */
export function endWith(error) {
  console.error(error instanceof Complaint ? `spawnscope: ${error.message}` : error)
  process.exit(1)
}
