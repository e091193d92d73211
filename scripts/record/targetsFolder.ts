/** Where the targets are on this machine. A recording names the folder that they have in a container. */
import path from 'node:path'

const HERE = path.resolve(import.meta.dirname, '../../native/build/targets')
const IN_CONTAINER = '/app'

/** The text of a call, with the container's folder in each string that names ours. strace cuts a long string off. */
export function inContainer(text: string): string {
  return text.replace(/"(\/[^"]*)"(\.\.\.)?/g, (whole, place: string, cut = '') => {
    if (place.startsWith(HERE)) return `"${IN_CONTAINER}${place.slice(HERE.length)}"${cut}`
    return cut !== '' && HERE.startsWith(place) ? `"${IN_CONTAINER}/"${cut}` : whole
  })
}
