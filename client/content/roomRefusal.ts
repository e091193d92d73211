import type { RoomWords } from '../../content/languages/en/page/room.ts'
import type { Refusal } from '../../protocol/errors.ts'

/** A refusal of a class in the reader's language: what was wrong, and the cure. */
export function saidRefusal({ code }: Refusal, { refusals, otherRefusal }: RoomWords): { says: string; cure: string } {
  return (refusals as Partial<Record<Refusal['code'], { says: string; cure: string }>>)[code] ?? otherRefusal
}
