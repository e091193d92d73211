/** @jsxImportSource preact */
/**
 * Where a follower's page begins. It needs no figures until the class looks at one: so two hundred phones fetch little, and a vote is
 * on the screen at once. The figures come when the class, or the reader, goes to a page of them; this stays above them as a bar.
 */
import { render } from 'preact'
import { ROOM_ID } from '../../protocol/room.ts'
import { classMoved, classroom, classView, onClass } from '../class/classroom.ts'
import { enterClass } from '../class/enterClass.ts'
import { createFollowing, lessonStepAt } from '../class/following.ts'
import { keptClass, WINDOW_ROOM } from '../class/keptClass.ts'
import { type ClassPlace, cursorOf, isClassPath, isSeatPath, placeOf, placeOfMoment, sameButCursor } from '../class/places.ts'
import { goTo, hashPath, hashQuery, onAddress } from '../runs/hashAddress.ts'
import { shownLanguage } from '../shell/themes.ts'
import { Seat } from './Seat.tsx'
import { loadSeatWords } from './words.ts'
import './seat.css'

export interface Figures {
  /** Whether this page can show a place. */
  fits: (place: ClassPlace) => boolean
  /** Draws the page that the address names. */
  start: (root: HTMLElement) => Promise<void>
}

/** `root`: the place of the figures. `loadFigures` fetches them, and is asked again if they did not come. */
export async function startSeat(root: HTMLElement, loadFigures: () => Promise<Figures>): Promise<void> {
  const around = document.createElement('div')
  around.id = 'class'
  document.body.prepend(around)
  root.replaceChildren()
  let words = await loadSeatWords(shownLanguage())
  let figures: Figures | null = null
  let coming: Promise<void> | null = null
  let lastHand = 0
  let lastMove = 0

  const address = { read: () => placeOf(hashPath(), hashQuery()), go: move }
  const following = createFollowing(address, (place) => figures?.fits(place) ?? false, draw)

  function move(to: string, how: { replace: boolean }): void {
    const before = address.read()
    lastMove = performance.now()
    goTo(to, how)
    const now = address.read()
    // Some pages read their link once, when they are drawn.
    if (before.path === now.path && !sameButCursor(before, now)) classMoved()
  }
  function draw(): void {
    if (!figures) document.title = `${words.words.title} · Spawnscope`
    render(<Seat {...words} following={following} look={look} figures={figures !== null} onCover={cover} />, around)
    tellWhere()
  }
  /** Below a question the figures are neither seen nor reached. */
  function cover(covered: boolean): void {
    root.inert = covered
    root.hidden = covered
  }
  function look(to: string): void {
    // In place of the address of the class, to which Back must not lead.
    if (isClassPath(hashPath())) move(to, { replace: true })
    void needFigures()
  }
  async function needFigures(): Promise<void> {
    coming ??= loadFigures().then(
      async (come) => {
        figures = come
        // To the place of the class first, so that no other page is drawn before it.
        followClass()
        if (isClassPath(hashPath())) move('/', { replace: true })
        await come.start(root)
        draw()
      },
      () => {
        // No network at this moment: the next change of the class tries again.
        coming = null
      },
    )
    return coming
  }
  function followClass(): void {
    const view = classView()
    if (!view) return
    const wants = view.state?.stage === 'follow' && view.state.moment !== null && following.following
    if (wants && !figures) {
      // A page of the class is no figure: whoever has just come in stands at one.
      void needFigures()
      return
    }
    following.classChanged(view)
  }
  /** A seat that leads moves the class by its own cursor. */
  function pointAsDriver(): boolean {
    const { line } = classroom() ?? {}
    const { state, you } = line?.view ?? {}
    if (!line || !state?.moment || !you?.seat || state.driver !== you.seat.number) return false
    const here = address.read()
    if (!sameButCursor(here, placeOfMoment(state.moment))) return false
    const { at, pin } = cursorOf(here)
    line.point(at, pin)
    return true
  }
  function tellWhere(): void {
    const here = classroom()
    if (here?.as === 'student') here.line.here(following.following, lessonStepAt(address.read()))
  }

  onClass(() => {
    followClass()
    draw()
  })
  const begun = hashPath()
  onAddress(() => {
    // A link into another class was opened in this tab.
    if (isSeatPath(hashPath()) && hashPath() !== begun) return location.reload()
    // A wall has nobody to wander off: whoever steps there for the class does not end its following.
    if (classroom()?.as === 'student' && lastHand > lastMove && !pointAsDriver()) following.addressChanged()
    if (!isClassPath(hashPath())) void needFigures()
    draw()
  })
  for (const kind of ['pointerdown', 'keydown', 'input'] as const) {
    window.addEventListener(kind, () => (lastHand = performance.now()), { capture: true, passive: true })
  }
  window.addEventListener('popstate', () => (lastHand = performance.now()), { capture: true })
  // Before the figures, to which the key means the whole screen; on the wall it still does.
  const back = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== 'f' || event.ctrlKey || event.metaKey || event.altKey || types(event.target)) return
    if (classroom()?.as !== 'student' || !classView()?.state?.moment) return
    event.stopImmediatePropagation()
    if (following.following) following.stay()
    else following.rejoin()
  }
  window.addEventListener('keydown', back, { capture: true })
  new MutationObserver(async () => {
    words = await loadSeatWords(shownLanguage())
    draw()
  }).observe(document.documentElement, { attributeFilter: ['lang'] })

  begin()
  if (classroom()?.as === 'screen' || keptClass()?.as === 'screen' || hashPath().startsWith('/wall/')) document.documentElement.dataset.theme = 'projector'
  draw()
  if (!isClassPath(hashPath())) await needFigures()
}

/** Enters the class of the address, or goes on with the one that this tab was in. */
function begin(): void {
  const [, page, room] = hashPath().split('/')
  const kept = keptClass()
  const [as, id] =
    page === 'r' ? (['student', room] as const) : page === 'wall' ? (['screen', room] as const) : [kept?.as, page === 'join' ? undefined : kept?.room]
  // Fetched only where it is needed: most followers have a server.
  if (as === 'screen' && id === WINDOW_ROOM) void import('../class/windowRoom.ts').then(({ followWindow }) => followWindow())
  else if (as !== undefined && as !== 'teacher' && id !== undefined && ROOM_ID.test(id)) enterClass({ room: id, as })
}

function types(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !(target instanceof HTMLInputElement && target.type === 'radio')
  )
}
