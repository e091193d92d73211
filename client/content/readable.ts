/** Which sources an installed toolchain can show, by id. */
import installed from '../../content/sources/installed.json'

export const READABLE: ReadonlySet<string> = new Set(Object.keys(installed))
