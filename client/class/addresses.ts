/** The addresses by which others come into a class. Each has the host by which this page was opened. */

const base = (): string => document.baseURI.split('#')[0] ?? document.baseURI

/** What a phone scans: the room's own 128 bits, which nobody guesses. It gives a seat and nothing more. */
export const seatAddress = (room: string): string => new URL(`#/r/${room}`, base()).href
export const wallAddress = (room: string): string => new URL(`#/wall/${room}`, base()).href
/** With the key, which stays behind the "#": no log and no Referer has it. */
export const teachAddress = (room: string, key: string): string => new URL(`#/teach/${room}?k=${key}`, base()).href

/** What is typed from the wall: short, without "http://". */
export function joinAddress(): string {
  const { host, pathname } = new URL('.', base())
  return `${host}${pathname}join`
}

/** Whether nobody but this machine can open these addresses. */
export const reachesOnlyHere = (): boolean => /^(localhost|127\.|\[::1\]|$)/.test(location.hostname)
