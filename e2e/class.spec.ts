/** A class in real browsers: a teacher, a wall, a laptop and a phone go through a whole lesson, wander off, sleep, reload. */
import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test'
import { faults } from './faults.ts'
import { overflow } from './open.ts'
import { test } from './watched.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const LESSON = 'fork-in-slow-motion'

/** Whoever takes part has a browser of his own, as far as storage goes. */
const contexts: BrowserContext[] = []
test.afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()))
})
async function somebody(browser: Browser, { width = 1280, height = 800, language = 'en' } = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' })
  contexts.push(context)
  await context.addInitScript((kept) => localStorage.setItem('language', kept), language)
  const page = await context.newPage()
  page.on('pageerror', (error) => expect(error.message).toBe(''))
  return page
}

async function openClass(browser: Browser): Promise<{ teacher: Page; room: string; code: string }> {
  const teacher = await somebody(browser)
  await teacher.goto(`/#/lessons/${LESSON}`)
  await teacher.getByRole('link', { name: 'Teach this' }).click()
  await teacher.getByRole('button', { name: 'Open a class' }).click()
  await expect(teacher.locator('.console-steps button').first()).toBeVisible()
  const room = /teach\/([\w-]{22})/.exec(teacher.url())?.[1] ?? ''
  const code = ((await teacher.locator('.console-code strong').textContent()) ?? '').replace(/\D/g, '')
  expect(code).toMatch(/^\d{8}$/)
  return { teacher, room, code }
}
async function join(page: Page, room: string, as: 'r' | 'wall' = 'r'): Promise<Page> {
  await page.goto(`/#/${as}/${room}`)
  await expect(page.locator(as === 'r' ? '.seat-lobby, .seat-bar' : '.wall-lobby, .wall-bar').first()).toBeVisible()
  return page
}
const press = async (page: Page, key: string): Promise<void> => {
  await page.locator('body').press(key)
}
/** A key means what it means at this moment: a teacher looks before he presses the next. */
async function closeVote(teacher: Page): Promise<void> {
  await press(teacher, ' ')
  await expect(teacher.locator('main.console')).toHaveAttribute('data-phase', 'closed')
}
const option = (page: Page, letter: string) => page.locator('label.seat-option', { has: page.locator('.seat-letter', { hasText: letter }) })
const chosen = (page: Page, letter: string) => expect(page.locator('.seat-said')).toContainText(`You chose ${letter}`)

test('a whole lesson: predict, talk, predict again, and the kernel decides for everybody', async ({ browser }) => {
  const { teacher, room, code } = await openClass(browser)
  const [wall, laptop, phone] = await Promise.all([somebody(browser), somebody(browser), somebody(browser, { width: 390, height: 844, language: 'ja' })])
  await join(wall, room, 'wall')
  await expect(wall.locator('.wall-lobby .wall-code')).toContainText(`${code.slice(0, 4)} ${code.slice(4)}`)
  await join(laptop, room)
  // The phone types the code, with the digits of a Japanese keyboard.
  await phone.goto('/#/join')
  await phone.getByRole('textbox').fill([...code].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join(''))
  await phone.getByRole('button', { name: '入る', exact: true }).click()
  await expect(phone.getByRole('heading')).toContainText('番')
  await expect(teacher.locator('.console-people')).toContainText('2 of 2 follow')

  // Everybody follows the teacher's keys.
  await press(teacher, 'ArrowRight')
  for (const page of [wall, laptop, phone]) await expect(page.locator(`main[data-lesson="${LESSON}"][data-step="look"]`)).toBeVisible()
  await expect(wall.locator('html')).toHaveAttribute('data-theme', 'projector')
  await expect(wall.locator('.wall-bar .qr')).toBeVisible()

  // Question, options and the number of votes stand on the wall; no share does.
  await press(teacher, 'q')
  await expect(wall.locator('.wall-question .seat-option')).toHaveCount(3)
  await option(laptop, 'A').click()
  await chosen(laptop, 'A')
  await option(laptop, 'C').click()
  await chosen(laptop, 'C')
  await option(phone, 'B').click()
  await expect(phone.locator('.seat-said')).toContainText('B を選びました')
  await expect(wall.locator('.wall-count')).toHaveText('2 of 2 have voted')
  await expect(wall.locator('.seat-counts')).toHaveCount(0)
  await expect(teacher.locator('.console-votes tbody tr').nth(2).locator('td')).toHaveText('1')

  await press(teacher, ' ')
  await expect(laptop.locator('.seat-talk')).toBeVisible()
  await expect(teacher.locator('.console-advice')).toContainText('let them talk')
  await expect(wall.locator('.seat-counts')).toHaveCount(0)
  await press(teacher, ' ')
  await option(laptop, 'B').click()
  await option(phone, 'B').click()
  await expect(wall.locator('.wall-count')).toHaveText('2 of 2 have voted')
  await closeVote(teacher)
  await expect(teacher.locator('.console-advice')).toContainText('show the answer')
  await press(teacher, 'h')
  await expect(wall.locator('.seat-counts tbody tr').nth(1).locator('td')).toHaveText(['1 vote', '2 votes'])
  await press(teacher, 'a')
  await expect(laptop.locator('.seat-talk')).toContainText('as you said')
  await expect(wall.locator('.seat-option[data-right="true"] .seat-letter')).toHaveText('B')

  // One run for all; the vote counts as the prediction.
  await press(teacher, 'r')
  for (const page of [wall, laptop, phone]) await expect(page.locator('main[data-step="run"] .stepper-buttons').first()).toBeVisible()
  await expect(laptop.getByText('This is the run of your class.')).toBeVisible()
  await press(teacher, 'ArrowRight')
  await expect(laptop.locator('main[data-step="explain"]')).toBeVisible()

  // What was voted, as a file of the teacher's browser.
  const saving = teacher.waitForEvent('download')
  await teacher.getByRole('button', { name: 'Save as CSV' }).click()
  const stream = await (await saving).createReadStream()
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  const lines = Buffer.concat(chunks).toString('utf8').trim().split('\r\n')
  expect(lines[0]).toBe('question,round,seat,choice,right,ms after the first vote')
  expect(lines.slice(1).map((line) => line.split(',').slice(1, 5).join())).toEqual(['1,1,C,0', '1,2,B,1', '2,1,B,1', '2,2,B,1'])
})

test('whoever wanders off keeps his experiment, comes back with one key, and it is one Back away', async ({ browser }) => {
  const { teacher, room } = await openClass(browser)
  const pupil = await join(await somebody(browser), room)
  await teacher.goto('/#/compare?v=1&c=rust&c=go')
  await teacher.getByRole('button', { name: 'Show the class this page' }).click()
  await expect(pupil.locator('main[data-runs]')).toBeVisible()
  await expect(pupil.getByText('You follow.')).toBeVisible()
  // Scrolling and looking closer do not end it; the cursor does.
  await pupil.mouse.wheel(0, 300)
  await expect(pupil.getByText('You follow.')).toBeVisible()
  await expect(pupil.locator('.stepper-buttons button:nth-child(3):enabled')).toBeVisible()
  await pupil.getByRole('button', { name: 'Last step' }).click()
  await expect(pupil.getByText('You are on your own.')).toBeVisible()
  const own = await pupil.evaluate(() => location.hash)
  expect(own).toContain('at=')
  await teacher.goto('/#/lab?v=1&c=go')
  await teacher.getByRole('button', { name: 'Show the class this page' }).click()
  await expect(pupil.locator('.seat-where')).toContainText('the Lab')
  expect(await pupil.evaluate(() => location.hash)).toBe(own)
  await press(pupil, 'f')
  await expect.poll(() => pupil.evaluate(() => location.hash)).toContain('/lab')
  // Elsewhere the key gives the figure the whole screen.
  expect(await pupil.evaluate(() => document.fullscreenElement)).toBeNull()
  await expect(pupil.getByText('You follow.')).toBeVisible()
  await pupil.goBack()
  await expect.poll(() => pupil.evaluate(() => location.hash)).toBe(own)
  await expect(pupil.getByText('You are on your own.')).toBeVisible()
  // Only the teacher's Gather brings everybody back at once.
  await teacher.getByRole('button', { name: 'Gather' }).click()
  await expect.poll(() => pupil.evaluate(() => location.hash)).toContain('/lab')
})

test('the cursor of whoever leads moves everybody, also that of a pupil who was lent the lead', async ({ browser }) => {
  const { teacher, room } = await openClass(browser)
  const [anna, ben] = [await join(await somebody(browser), room), await join(await somebody(browser), room)]
  await teacher.goto('/#/compare?v=1&c=rust')
  await teacher.getByRole('button', { name: 'Show the class this page' }).click()
  const cursorOf = (page: Page) => page.evaluate(() => new URLSearchParams(location.hash.split('?')[1] ?? '').get('at'))
  await expect(teacher.locator('.stepper-buttons button:nth-child(3):enabled')).toBeVisible()
  await teacher.getByRole('button', { name: 'Last step' }).click()
  await expect.poll(() => cursorOf(teacher)).not.toBeNull()
  const at = await cursorOf(teacher)
  for (const page of [anna, ben]) await expect.poll(() => cursorOf(page)).toBe(at)
  await teacher.goto(`/#/teach/${room}`)
  await teacher.getByText('All seats (2)').click()
  await teacher.locator('.console-seats li').first().getByRole('button', { name: 'Lend the lead' }).click()
  await expect(anna.getByText('You lead')).toBeVisible()
  await expect(anna.locator('.stepper-buttons button:nth-child(3)')).toBeVisible()
  await anna.getByRole('button', { name: 'First step' }).click()
  await expect.poll(() => cursorOf(anna)).not.toBe(at)
  await expect.poll(async () => (await cursorOf(ben)) === (await cursorOf(anna))).toBe(true)
  await teacher.getByRole('button', { name: /Take the lead back/ }).click()
  await expect(anna.getByText('You lead')).toHaveCount(0)
})

test('a reload, a phone that slept and a scanned code find the same seat, vote and place', async ({ browser }) => {
  const { teacher, room } = await openClass(browser)
  const pupil = await join(await somebody(browser, { width: 390, height: 844 }), room)
  const seat = await pupil.getByRole('heading').textContent()
  await press(teacher, 'ArrowRight')
  await expect(pupil.locator(`main[data-lesson="${LESSON}"]`)).toBeVisible()
  await pupil.reload()
  await expect(pupil.locator('.seat-who')).toHaveText(seat ?? '-')
  await expect(pupil.locator(`main[data-lesson="${LESSON}"]`)).toBeVisible()
  await press(teacher, 'q')
  await option(pupil, 'B').click()
  await chosen(pupil, 'B')
  // The tab was thrown away; the code is scanned again.
  const again = await pupil.context().newPage()
  await pupil.close()
  await again.goto(`/#/r/${room}`)
  await expect(again.locator('.seat-who')).toHaveText(seat ?? '-')
  await chosen(again, 'B')
  // The teacher reloads in the open question, and his key is in no address.
  expect(teacher.url()).not.toContain('k=')
  await teacher.reload()
  await expect(teacher.locator('.console-votes tbody tr').nth(1).locator('td')).toHaveText('1')
  await press(teacher, ' ')
  await expect(again.locator('.seat-talk')).toBeVisible()
  await again.context().setOffline(true)
  await press(teacher, 'a')
  await again.context().setOffline(false)
  await expect(again.locator('.seat-talk')).toContainText('as you said')
})

test('a phone is a remote, by a link with the key in the fragment', async ({ browser }) => {
  const { teacher, room } = await openClass(browser)
  const pupil = await join(await somebody(browser), room)
  await teacher.locator('summary', { hasText: 'Phone as remote' }).click()
  const key = await teacher.evaluate((id) => localStorage.getItem(`class-key:${id}`), room)
  const phone = await somebody(browser, { width: 390, height: 844 })
  await phone.goto(`/#/teach/${room}?k=${key}`)
  await expect(phone.locator('.console-state')).toBeVisible()
  await expect.poll(() => phone.url()).not.toContain('k=')
  await phone.locator('.console-lesson select').selectOption(LESSON)
  await phone.getByRole('button', { name: /Show the lesson/ }).click()
  await expect(pupil.locator(`main[data-lesson="${LESSON}"]`)).toBeVisible()
  expect(await overflow(phone)).toBe(0)
  // Without the key one is told whom to ask.
  const stranger = await somebody(browser)
  await stranger.goto(`/#/teach/${room}`)
  await expect(stranger.getByRole('alert')).toContainText('no key')
})

test('a typed question, the head count, a lock, a seat taken out and let back in', async ({ browser }) => {
  const { teacher, room } = await openClass(browser)
  const pupil = await join(await somebody(browser), room)
  await teacher.getByText('A question of your own').click()
  await teacher.getByRole('textbox', { name: 'Question' }).fill('Does =1+1 run?')
  await teacher.getByRole('textbox', { name: 'Answer A' }).fill('<b>yes</b>')
  await teacher.getByRole('textbox', { name: 'Answer B' }).fill('no')
  await teacher.getByRole('combobox', { name: 'Right answer' }).selectOption('B')
  await teacher.getByRole('button', { name: 'Ask this' }).click()
  await expect(option(pupil, 'A')).toContainText('<b>yes</b>')
  await option(pupil, 'A').click()
  await chosen(pupil, 'A')
  await closeVote(teacher)
  await press(teacher, 'a')
  await expect(pupil.locator('.seat-talk')).toContainText('The answer is B')
  await teacher.getByRole('button', { name: 'Close for newcomers' }).click()
  const late = await somebody(browser)
  await late.goto(`/#/r/${room}`)
  await expect(late.getByRole('alert')).toContainText('Ask your teacher to unlock it')
  await teacher.getByText('All seats (1)').click()
  await teacher.getByRole('button', { name: 'Take out' }).click()
  await expect(pupil.getByRole('alert')).toContainText('he can let you back in')
  await teacher.getByRole('button', { name: 'Let back in' }).click()
  await pupil.getByRole('button', { name: 'Go back in' }).click()
  await expect(pupil.locator('.seat-who')).toContainText('Seat 1')
})

for (const { name, width, height } of [
  { name: '320 px', width: 320, height: 640 },
  // 1280 px at 400 %.
  { name: '400 % zoom', width: 320, height: 256 },
])
  test(`a question is answered by keyboard at ${name}, and its state is announced`, async ({ browser }) => {
    const { teacher, room } = await openClass(browser)
    const pupil = await join(await somebody(browser, { width, height }), room)
    await press(teacher, 'q')
    await expect(option(pupil, 'A')).toBeVisible()
    expect(await overflow(pupil)).toBe(0)
    await expect(pupil.getByRole('group')).toHaveAccessibleName(/What does the parent read/)
    await expect(pupil.getByRole('status').filter({ hasText: 'The vote is open' })).toHaveCount(1)
    await pupil.getByRole('radio').first().focus()
    await pupil.keyboard.press('ArrowDown')
    await chosen(pupil, 'B')
    await pupil.keyboard.press('Space')
    await chosen(pupil, 'B')
    expect(await faults(pupil, { tags: TAGS })).toEqual([])
    await press(teacher, ' ')
    await expect(pupil.getByRole('status').filter({ hasText: 'The vote is closed' })).toHaveCount(1)
    await press(teacher, 'a')
    await expect(pupil.locator('.seat-counts')).toBeVisible()
    expect(await overflow(pupil)).toBe(0)
    expect(await faults(pupil, { tags: TAGS })).toEqual([])
  })

test('axe finds nothing on any screen of a class', async ({ browser }) => {
  const { teacher, room } = await openClass(browser)
  const [wall, pupil] = [await join(await somebody(browser), room, 'wall'), await join(await somebody(browser), room)]
  const all = [teacher, wall, pupil]
  const clean = async (): Promise<void> => {
    for (const page of all) expect(await faults(page, { tags: TAGS })).toEqual([])
  }
  await clean()
  await press(teacher, 'ArrowRight')
  for (const page of [wall, pupil]) await expect(page.locator(`main[data-lesson="${LESSON}"]`)).toBeVisible()
  await clean()
  await press(teacher, 'q')
  await option(pupil, 'A').click()
  await chosen(pupil, 'A')
  await closeVote(teacher)
  await press(teacher, 'a')
  await expect(wall.locator('.seat-counts')).toBeVisible()
  await clean()
  await teacher.getByRole('button', { name: 'Finish the class' }).click()
  await teacher.getByRole('button', { name: 'Finish for everybody?' }).click()
  await expect(pupil.getByRole('heading', { name: 'The class is over' })).toBeVisible()
  await clean()
  await pupil.getByRole('button', { name: 'Go on by yourself' }).click()
  await expect(pupil.locator(`main[data-lesson="${LESSON}"]`)).toBeVisible()
  await expect(pupil.locator('.seat-bar')).toHaveCount(0)
  // Who led it may leave, and open another one.
  await teacher.getByRole('button', { name: 'Leave the class' }).click()
  await expect(teacher.locator('.teacher-bar')).toHaveCount(0)
  await teacher.goto('/#/class')
  await expect(teacher.getByRole('button', { name: 'Open a class' })).toBeVisible()
  const outside = await somebody(browser)
  await outside.goto('/#/join')
  await outside.getByRole('textbox').fill('1234')
  await outside.getByRole('button', { name: 'Join', exact: true }).click()
  await expect(outside.getByRole('alert')).toContainText('eight digits; this has 4')
  expect(await faults(outside, { tags: TAGS })).toEqual([])
})

for (const { width, height } of [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
])
  test(`the wall is read from the last row at ${width}×${height}: code, QR code and question, without scrolling`, async ({ browser }) => {
    const { teacher, room } = await openClass(browser)
    const wall = await join(await somebody(browser, { width, height }), room, 'wall')
    await expect(wall.locator('html')).toHaveAttribute('data-theme', 'projector')
    const heightOf = async (selector: string): Promise<number> => (await wall.locator(selector).boundingBox())?.height ?? 0
    expect(await heightOf('.wall-lobby .wall-code')).toBeGreaterThanOrEqual(0.08 * height)
    expect(await heightOf('.wall-lobby .qr')).toBeGreaterThanOrEqual(height / 3)
    const tooTall = () => wall.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)
    expect(await tooTall()).toBeLessThanOrEqual(0)
    await press(teacher, 'q')
    await expect(wall.locator('.wall-question .seat-option')).toHaveCount(3)
    expect(await tooTall()).toBeLessThanOrEqual(0)
    await closeVote(teacher)
    await press(teacher, 'a')
    await expect(wall.locator('.seat-counts')).toBeVisible()
    expect(await tooTall()).toBeLessThanOrEqual(0)
    await expect(wall.locator('.wall-bar .wall-code')).toBeVisible()
  })

test('a link into a class opens in a tab that reads something else, Back never leads to an empty page, and the language can be chosen', async ({ browser }) => {
  const { teacher, room } = await openClass(browser)
  const pupil = await somebody(browser)
  await pupil.goto('/#/glossary')
  await expect(pupil.locator('main')).toContainText('fork')
  await pupil.evaluate((id) => {
    location.hash = `#/r/${id}`
  }, room)
  await expect(pupil.locator('.seat-lobby')).toBeVisible()
  await pupil.getByRole('button', { name: '日本語' }).click()
  await expect(pupil.locator('.seat-lobby')).toContainText('先生が始めるのを待ってください')
  await pupil.getByRole('button', { name: 'English' }).click()
  await pupil.getByRole('button', { name: 'Look around meanwhile' }).click()
  await expect(pupil.getByRole('button', { name: /run all/i })).toBeVisible()
  await pupil.goBack()
  await expect(pupil.locator('main h1')).not.toHaveText('There is no such page')
  await press(teacher, 'ArrowRight')
  await expect(pupil.locator(`main[data-lesson="${LESSON}"]`)).toBeVisible()
})

test('a class whose teacher is away says so, and waits', async ({ browser }) => {
  const { teacher, room } = await openClass(browser)
  const pupil = await join(await somebody(browser), room)
  await press(teacher, 'ArrowRight')
  await expect(pupil.locator(`main[data-lesson="${LESSON}"]`)).toBeVisible()
  const address = teacher.url()
  const browserOfTeacher = teacher.context()
  await teacher.close()
  await expect(pupil.getByText('Your teacher is away')).toBeVisible()
  const back = await browserOfTeacher.newPage()
  await back.goto(address)
  await expect(back.locator('.console-steps button[aria-current="step"]')).toBeVisible()
  await expect(pupil.getByText('Your teacher is away')).toHaveCount(0)
})
