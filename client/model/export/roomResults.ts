/** The results of a class as a file, made in the teacher's browser. Seats have numbers, no names, and no token gets in. Pure. */
import { type AskedQuestion, optionLetter } from '../../../protocol/room.ts'

/** The votes of one round: seat, choice, when (ms of the server's clock). */
export interface RoundVotes {
  question: number
  round: number
  votes: readonly (readonly [seat: number, choice: number, at: number])[]
}

export interface ResultRow {
  question: string
  round: number
  seat: number
  /** A, B … */
  choice: string
  /** Null where nothing is right, or the answer was never shown. */
  right: boolean | null
  /** After the first vote of the round. */
  ms: number
}

/** Ordered by question, round and seat. */
export function resultRows(asked: readonly AskedQuestion[], rounds: readonly RoundVotes[]): ResultRow[] {
  return rounds.flatMap(({ question, round, votes }) => {
    const of = asked.find(({ index }) => index === question)
    const first = Math.min(...votes.map(([, , at]) => at))
    return votes
      .toSorted(([a], [b]) => a - b)
      .map(([seat, choice, at]) => ({
        question: `${question}. ${of?.title ?? ''}`,
        round,
        seat,
        choice: optionLetter(choice),
        right: of?.right && of.right.length > 0 ? of.right.includes(choice) : null,
        ms: Math.round(at - first),
      }))
  })
}

/** RFC 4180, with a heading. A spreadsheet would run a cell that begins with one of these signs, so it gets an apostrophe. */
export function resultsCsv(columns: readonly string[], rows: readonly ResultRow[]): string {
  const lines = rows.map(({ question, round, seat, choice, right, ms }) => [question, round, seat, choice, right === null ? '' : right ? 1 : 0, ms])
  return [columns, ...lines].map((cells) => `${cells.map((cell) => csvCell(String(cell))).join(',')}\r\n`).join('')
}

function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export function resultsJson(version: string, asked: readonly AskedQuestion[], rows: readonly ResultRow[]): string {
  return `${JSON.stringify({ spawnscope: version, questions: asked, votes: rows }, null, 1)}\n`
}
