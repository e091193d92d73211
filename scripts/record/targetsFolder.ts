/** Where the targets and the real programs are on this machine. A recording names the folder that they have in a container. */
import path from 'node:path'

const HERE = ['targets', 'app'].map((name) => path.resolve(import.meta.dirname, '../../native/build', name))
const IN_CONTAINER = '/app'

/** The text of a call, with the container's folder in each string that names one of ours, after a \0 or a word too. strace cuts a long string off. */
export function inContainer(text: string): string {
  return text.replace(/"((?:[^"]*(?:\\0| ))?)(\/[^"]*)"(\.\.\.)?/g, (whole, before: string, place: string, cut = '') => {
    const folder = HERE.find((one) => place.startsWith(one))
    if (folder !== undefined) return `"${before}${IN_CONTAINER}${place.slice(folder.length)}"${cut}`
    return cut !== '' && HERE.some((one) => one.startsWith(place)) ? `"${before}${IN_CONTAINER}/"${cut}` : whole
  })
}
