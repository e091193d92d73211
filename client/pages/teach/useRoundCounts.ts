/** The votes of each round of the current question, as the teacher's page has heard them. */
import { useRef } from 'react'
import { type Ask, optionsOf } from '../../../protocol/room.ts'
import type { RoomView } from '../../transport/roomLine.ts'

/** Rounds before the current one are remembered, because the tally speaks of the current one only. */
export function useRoundCounts({ tally }: RoomView, ask: Ask | null): readonly (readonly number[])[] {
  const heard = useRef<{ index: number; rounds: Map<number, readonly number[]> }>({ index: 0, rounds: new Map() })
  if (!ask) return []
  if (heard.current.index !== ask.index) heard.current = { index: ask.index, rounds: new Map() }
  if (tally?.question === ask.index) heard.current.rounds.set(tally.round, tally.counts)
  const none = Array<number>(optionsOf(ask.ref)).fill(0)
  // What is public is exact, and there after a reload.
  return Array.from({ length: ask.round }, (_, at) => ask.counts?.[at] ?? heard.current.rounds.get(at + 1) ?? none)
}
