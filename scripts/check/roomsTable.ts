/** The table of rooms as docs/architecture.md shows it. Pure. */
import type { NativeRoom } from './nativeRooms.ts'
import type { Room } from './rooms.ts'

const BEGIN = '<!-- rooms: npm run rooms writes what stands between these two lines -->'
const END = '<!-- /rooms -->'

/** Puts the table into `text`. Throws if the marked place is missing. */
export function roomsTable(text: string, rooms: readonly Room[], native: readonly NativeRoom[]): string {
  const [before, rest] = text.split(BEGIN)
  const after = rest?.split(END)[1]
  if (before === undefined || after === undefined) throw new Error(`no place for the table of rooms. Cure: a line ${BEGIN} and a line ${END}`)
  const rows = [...rooms, ...native].map(({ room, holds, may }) => `| \`${room}\` | ${holds} | ${may.map((other) => `\`${other}\``).join(' ')} |`)
  return `${before}${BEGIN}\n| room | what is in it | may import |\n| --- | --- | --- |\n${rows.join('\n')}\n${END}${after}`
}
