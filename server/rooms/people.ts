/** The rows that a teacher sees: every seat, and what the browsers of those that are here say. Pure. */
import type { SeatRow } from '../../protocol/roomMessages.ts'
import type { Presence, StoredSeat } from './store.ts'

export function seatRowsOf(seats: readonly StoredSeat[], present: readonly Presence[]): SeatRow[] {
  const here = new Map(present.flatMap((one) => one.seats.map((seat) => [seat.number, seat] as const)))
  return seats.map(({ number, name, removed }) => {
    const seat = here.get(number)
    return { number, name, here: seat !== undefined, following: seat?.following ?? false, step: seat?.step ?? null, hand: seat?.hand ?? false, removed }
  })
}

/** Those that differ from what was told before. */
export function changedRows(before: ReadonlyMap<number, SeatRow>, rows: readonly SeatRow[]): SeatRow[] {
  return rows.filter((row) => JSON.stringify(before.get(row.number)) !== JSON.stringify(row))
}
