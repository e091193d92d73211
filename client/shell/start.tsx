import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { classroom } from '../class/classroom.ts'
import { keptClass, WINDOW_ROOM } from '../class/keptClass.ts'
import { isSeatPath } from '../class/places.ts'
import { hashPath, onAddress } from '../runs/hashAddress.ts'
import { followFocus } from '../ui/focusOrigin.ts'
import { App } from './App.tsx'
import { siteBadge } from './fetchedBadge.ts'
import { pageAt } from './pages.ts'
import { firstLanguage, loadLanguage } from './usePreferences.ts'

/** Draws the live page in place of index.html's first paint. Both are the same, so nothing moves. */
export async function start(root: HTMLElement): Promise<void> {
  followFocus()
  const ahead = [pageAt(hashPath())?.load(), siteBadge?.load()]
  // Without its words nothing can be drawn. A page that does not come is said in its place.
  await Promise.all([loadLanguage(firstLanguage()), Promise.allSettled(ahead)])
  await resumeLead()
  // A link into a class was opened in this tab: its page is another, smaller one.
  onAddress(() => isSeatPath(hashPath()) && location.reload())
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}

/** A teacher's tab that was loaded again leads on. A follower's has begun with the page of a seat. */
async function resumeLead(): Promise<void> {
  const kept = keptClass()
  if (kept?.as !== 'teacher' || classroom()) return
  if (kept.room === WINDOW_ROOM) return (await import('../class/windowRoom.ts')).leadWindow()
  const { enterClass } = await import('../class/enterClass.ts')
  enterClass(kept)
}
