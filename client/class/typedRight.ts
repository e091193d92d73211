/** The right answer of a question that the teacher typed. It stays in his browser until he shows it. */
import { keepWord, readWord } from './classStorage.ts'

const keyOf = (room: string, index: number): string => `class-right:${room}:${index}`

export const keepRight = (room: string, index: number, right: readonly number[]): void => keepWord('tab', keyOf(room, index), right.join(','))

export function keptRight(room: string, index: number): number[] {
  const text = readWord('tab', keyOf(room, index)) ?? ''
  return text === '' ? [] : text.split(',').map(Number)
}
