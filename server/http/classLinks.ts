/**
 * The short addresses of a class: /join is typed from the wall, /r/ROOM is what a link without `#` would be. The page has all of its
 * state behind the `#`, which no server sees, so these two lead there.
 */
import type { Express, Response } from 'express'
import { ROOM_ID } from '../../protocol/room.ts'

/** Their answers are made from nothing on disk, so each counts as one file. */
export const CLASS_LINKS = /^\/(?:join|r\/[^/]+)\/?$/i

/** A path as a log may have it. A room's id gives a seat to whoever reads it. */
export const withoutRoom = (path: string): string => path.replace(/^\/r\/.*/is, '/r/…')

export function addClassLinks(app: Express): void {
  // Express takes /Join as well: phones begin a line with a capital.
  app.get('/join', ({ path }, response) => lead(response, path, '#/join'))
  app.get('/r/:room', ({ path, params: { room } }, response, next) => (ROOM_ID.test(room) ? lead(response, path, `#/r/${room}`) : next()))
}

/** Relative, since a proxy may serve the page in a folder. From /join/ the page is one folder up, from /join it is beside. */
function lead(response: Response, from: string, place: string): void {
  const up = from.split('/').length - 2
  response
    .status(302)
    .set({ Location: `${up === 0 ? './' : '../'.repeat(up)}${place}`, 'Cache-Control': 'no-store' })
    .end()
}
