/** The right answer of a question that the teacher typed. It stays in his browser until he shows it. */
const keyOf = (room: string, index: number): string => `class-right:${room}:${index}`

export function keepRight(room: string, index: number, right: readonly number[]): void {
  try {
    sessionStorage.setItem(keyOf(room, index), right.join(','))
  } catch {
    // Then the teacher shows the answer without one.
  }
}

export function keptRight(room: string, index: number): number[] {
  try {
    const text = sessionStorage.getItem(keyOf(room, index)) ?? ''
    return text === '' ? [] : text.split(',').map(Number)
  } catch {
    return []
  }
}
