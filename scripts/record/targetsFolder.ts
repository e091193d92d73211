/** Where the targets are on this machine. A recording names the folder that they have in a container. */
import path from 'node:path'

const HERE = path.resolve(import.meta.dirname, '../../native/build/targets')
const IN_CONTAINER = '/app'

/** The text of a call, with the container's folder in each string that names ours, after a \0 too. strace cuts a long string off. */
export function inContainer(text: string): string {
  return text.replace(/"((?:[^"]*\\0)?)(\/[^"]*)"(\.\.\.)?/g, (whole, before: string, place: string, cut = '') => {
    if (place.startsWith(HERE)) return `"${before}${IN_CONTAINER}${place.slice(HERE.length)}"${cut}`
    return cut !== '' && HERE.startsWith(place) ? `"${before}${IN_CONTAINER}/"${cut}` : whole
  })
}
