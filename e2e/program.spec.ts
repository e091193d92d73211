/** Your program: written, compiled and run for real, with the lines of its calls; its link; Compare; a class. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Browser, expect, type Page } from '@playwright/test'
import { faults } from './faults.ts'
import { overflow } from './open.ts'
import { test } from './watched.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true })
const said = (page: Page) => page.locator('.own-said')
const code = (page: Page) => page.locator('.cm-content')
const file = (page: Page, name: string) => page.getByRole('radio', { name, exact: true })

async function openPage(page: Page, query = ''): Promise<void> {
  await page.goto(`/#/own${query}`)
  await expect(code(page)).toBeVisible()
}
/** Puts a text in place of the file that is shown. */
async function write(page: Page, text: string): Promise<void> {
  await code(page).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(text)
}
async function ran(page: Page): Promise<void> {
  await run(page).click()
  await expect(said(page)).toContainText('run here, in the sandbox')
}
/** The terminal at the end of the run; it opens once it is close to the window. */
async function atTheEnd(page: Page) {
  await page.getByRole('button', { name: 'Last step' }).click()
  await page.locator('.terminal').scrollIntoViewIfNeeded()
  return page.locator('.terminal .xterm-rows')
}
/** An arrow key moves the cursor by one step. */
async function step(page: Page): Promise<void> {
  const count = page.locator('.stepper-count').first()
  const at = Number(/\d+/.exec(await count.innerText())?.[0])
  await page.getByRole('button', { name: 'First step' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(count).toContainText(String(at + 1))
}

const STARTS = (words: string): string => `#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>

extern char **environ;

int main(int argc, char **argv)
{
	char line[80] = "nothing";
	char *words[] = { ${words}, NULL };
	pid_t child;

	fgets(line, sizeof(line), stdin);
	if (posix_spawnp(&child, words[0], NULL, NULL, words, environ) != 0)
		return 1;
	waitpid(child, NULL, 0);
	return 0;
}
`

test('a template runs; the line that starts the child has its calls, and lights up with them', async ({ page }) => {
  await openPage(page)
  await ran(page)
  const spawns = page.getByRole('button', { name: /^line 15: \d+ system calls$/ })
  await expect(spawns).toBeVisible()
  await expect(page.getByRole('button', { name: 'line 20: one system call' })).toBeVisible()
  await page.getByText('No line of yours led to').click()
  await expect(page.locator('.own-others')).toContainText('mmap')
  await spawns.focus()
  await expect(page.locator('.own-lit')).toContainText('posix_spawnp')
  await page.getByRole('button', { name: 'Next step' }).click()
  await expect(page.locator('.own-where')).toHaveText('main.c, line 15, in main')
  await page.getByRole('button', { name: 'Last step' }).click()
  await expect(page.locator('.own-where')).toHaveText('main.c, line 20, in main')
  await page.getByRole('button', { name: 'First step' }).click()
  await step(page)
  await expect(page.getByRole('heading', { level: 2, name: /^\S*echo \(\d+\)$/ })).toBeVisible()
  await page.locator('.terminal').scrollIntoViewIfNeeded()
  await expect(page.locator('.terminal .xterm-rows')).toContainText('clone3')
  // Another text is another program: nothing of the old one stands beside it.
  await write(page, 'int main(void) { return 0; }\n')
  await expect(page.locator('.own-count')).toHaveCount(0)
  await expect(page.locator('.stepper-count')).toHaveCount(0)
  await page.getByRole('button', { name: 'Reset' }).click()
  await expect(code(page)).toContainText('posix_spawnp')
  await file(page, 'Python').click()
  await expect(code(page)).toContainText('subprocess')
  await ran(page)
  await expect(page.getByRole('button', { name: /^line \d+: \d+ system calls$/ }).first()).toBeVisible()
  await page.getByRole('combobox', { name: 'Begin with' }).selectOption({ label: 'Mistake: nobody waits (zombies)' })
  await expect(code(page)).toContainText('fork')
  await expect(page.locator('.stepper-count')).toHaveCount(0)
})

test('a specimen is begun with, in a language that has one; its argument comes and goes with it', async ({ page }) => {
  await openPage(page)
  const begin = page.getByRole('combobox', { name: 'Begin with' })
  const args = page.getByRole('textbox', { name: 'Arguments, one a line' })
  await begin.selectOption({ label: 'The program of “The real thing”' })
  // There is none in C.
  await expect(file(page, 'Rust')).toBeChecked()
  await expect(args).toHaveValue('/usr/bin/true')
  await file(page, 'Ruby').click()
  await expect(code(page)).toContainText('Process.wait')
  await ran(page)
  await expect(page.getByRole('heading', { level: 2, name: /^\S*true \(\d+\)$/ })).toBeVisible()
  await begin.selectOption({ label: 'Start a program and wait' })
  await expect(code(page)).toContainText('hello')
  await page.getByText('What it is started with').click()
  await expect(args).toHaveValue('')
})

test('what does not compile says where; Ctrl-Enter runs what was mended', async ({ page }) => {
  await openPage(page)
  await write(page, 'int main(void)\n{\n\treturn nothing;\n}\n')
  await run(page).click()
  await expect(said(page)).toContainText('It does not compile.')
  await page.getByRole('button', { name: 'main.c, line 3' }).first().click()
  await expect(code(page)).toBeFocused()
  await expect(page.locator('.cm-activeLine')).toContainText('nothing')
  await expect(page.locator('.cm-lint-marker-error')).toBeVisible()
  await write(page, 'int main(void) { return 0; }\n')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('It started no process.')).toBeVisible()
})

const MANY = `#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

extern char **environ;

int main(void)
{
	for (int n = 0; n < 22; n++) {
		char *words[] = { n == 21 ? "echo" : "true", 0 };
		pid_t child;
		posix_spawnp(&child, words[0], 0, 0, words, environ);
		waitpid(child, 0, 0);
	}
	return raise(SIGUSR1);
}
`

test('a run says how it ended; its starts are searched and paged; its files hold all of it', async ({ page }) => {
  await openPage(page)
  await write(page, MANY)
  await ran(page)
  await expect(said(page)).toContainText('SIGUSR1 ended it.')
  const starts = page.getByRole('region', { name: 'Processes that were started' })
  await expect(starts).toContainText('22 starts')
  await expect(starts.getByRole('row')).toHaveCount(21)
  await starts.getByRole('button', { name: 'Later starts' }).click()
  await expect(starts.getByRole('row')).toHaveCount(3)
  await starts.getByRole('searchbox').fill('echo')
  await expect(starts.getByRole('row')).toHaveCount(2)
  await starts.getByRole('button', { name: /echo \(\d+\)/ }).click()
  await expect(page.getByRole('heading', { level: 2, name: /^\S*echo \(\d+\)$/ })).toBeVisible()
  await page.getByRole('radio', { name: /^the whole log/ }).click()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'NDJSON' }).click()
  const file = readFileSync(await (await saved).path(), 'utf8')
  expect(file.match(/"kind":"create"/g)).toHaveLength(22)

  await write(page, '#include <unistd.h>\nint main(void) { return pause(); }\n')
  await ran(page)
  await expect(said(page)).toContainText(/After 8 s it was ended|took longer than/)

  await page.getByText('What it is started with').click()
  await page.getByRole('checkbox', { name: 'Name the line of each call.' }).uncheck()
  await write(page, '#include <unistd.h>\nint main(void) { for (int n = 0; n < 2100; n++) getppid(); return 0; }\n')
  await ran(page)
  await expect(said(page)).toContainText('It ended with status 0.')
  await expect(page.getByText('The figure shows the first 4,000 of')).toBeVisible()
})

test('files, arguments and input are in the link, which runs nothing by itself', async ({ page }) => {
  await openPage(page)
  await write(page, STARTS('"/bin/echo", argv[1], argv[2], PART'))
  await page.getByRole('button', { name: 'Add a file' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('main.c')
  await expect(said(page)).toContainText('Two files are called main.c')
  await expect(run(page)).toBeDisabled()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('part.h')
  await write(page, '#define PART "part"\n')
  await file(page, 'main.c').check()
  await expect(code(page)).toContainText('posix_spawnp')
  await code(page).click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.insertText('#include "part.h"\n')
  await page.getByText('What it is started with').click()
  await page.getByRole('textbox', { name: 'Arguments, one a line' }).fill('one\ntwo words')
  await page.getByRole('textbox', { name: 'Standard input' }).fill('a line of input\n')
  await page.getByRole('group', { name: 'Ignored at its start' }).getByRole('checkbox', { name: 'SIGPIPE' }).check()
  await ran(page)
  await expect(await atTheEnd(page)).toContainText('write(1, "one two words part')
  await expect(page.getByRole('row', { name: /SIGPIPE/ }).first()).toContainText('ignore')
  await expect(page).toHaveURL(/own=[\w-]+&template=start&inherit=PIPE/)

  await page.reload()
  await expect(code(page)).toContainText('part.h')
  await expect(page.getByRole('textbox', { name: 'Arguments, one a line' })).toHaveValue('one\ntwo words')
  await expect(page.getByRole('textbox', { name: 'Standard input' })).toHaveValue('a line of input\n')
  await expect(page.locator('.stepper-count')).toHaveCount(0)
  await expect(said(page)).toBeEmpty()
  await ran(page)
  await page.getByRole('link', { name: 'Beside posix_spawn and fork, in Compare' }).click()
  await expect(page.getByRole('region', { name: 'program' }).locator('[data-seq]').first()).toBeAttached()
  await expect(
    page
      .getByRole('region', { name: /^posix_spawn/ })
      .locator('[data-seq]')
      .first(),
  ).toBeAttached()
})

test('the address follows what is written: a reload keeps it, and what it was begun with', async ({ page }) => {
  await openPage(page)
  const begin = page.getByRole('combobox', { name: 'Begin with' })
  await begin.selectOption({ label: 'Mistake: nobody waits (zombies)' })
  await expect(code(page)).toContainText('fork')
  await expect(page).toHaveURL(/own=[\w-]+&template=zombie/)
  const before = page.url()
  await write(page, 'int main(void) { return 3; }\n')
  await expect(page).not.toHaveURL(before)
  await page.reload()
  await expect(code(page)).toContainText('return 3')
  await expect(begin).toHaveValue('zombie')
  await page.getByRole('button', { name: 'Reset' }).click()
  await expect(code(page)).toContainText('fork')

  // Random letters cannot be packed.
  await write(page, `// ${randomBytes(12_000).toString('base64')}\nint main(void) { return 4; }\n`)
  await expect(page.getByText('This program is too long for a link')).toBeVisible()
  await expect(page).not.toHaveURL(/own=/)
  await ran(page)
  await expect(said(page)).toContainText('It ended with status 4.')
  await expect(code(page)).toContainText('return 4')
})

test('a torn link says so, and the page has a program all the same', async ({ page }) => {
  await openPage(page, '?own=abc')
  await expect(page.getByRole('alert')).toContainText('The link has no program that can be read')
  await expect(code(page)).toContainText('posix_spawnp')
})

async function somebody(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
  await context.addInitScript(() => localStorage.setItem('language', 'en'))
  return context.newPage()
}

test('a teacher shows his program; it is his until a pupil makes it his own', async ({ browser }) => {
  const teacher = await somebody(browser)
  await teacher.goto('/#/class')
  await teacher.getByRole('button', { name: 'Open a class' }).click()
  await expect(teacher).toHaveURL(/teach\/[\w-]{22}/)
  const room = /teach\/([\w-]{22})/.exec(teacher.url())?.[1] ?? ''
  const pupil = await somebody(browser)
  await pupil.goto(`/#/r/${room}`)
  await expect(pupil.locator('.seat-lobby, .seat-bar').first()).toBeVisible()

  await openPage(teacher)
  await write(teacher, STARTS('"/bin/true"'))
  await ran(teacher)
  await teacher.getByRole('button', { name: 'Show the class this page' }).click()
  await expect(code(pupil)).toContainText('/bin/true')
  // The very run of the teacher, not one of the pupil's.
  await expect(said(pupil)).toContainText('A recorded run of this program.')
  await expect(pupil.locator('.own-count').first()).toBeVisible()
  await expect(run(pupil)).toHaveCount(0)
  await code(pupil).click()
  await pupil.keyboard.insertText('nobody writes here')
  await expect(code(pupil)).not.toContainText('nobody writes here')

  await pupil.getByRole('button', { name: 'Make it mine' }).click()
  await expect(run(pupil)).toBeVisible()
  await write(pupil, STARTS('"/bin/echo", "mine"'))
  await ran(pupil)
  await expect(await atTheEnd(pupil)).toContainText('write(1, "mine')
  await expect(code(teacher)).not.toContainText('mine')
  await Promise.all([teacher.context().close(), pupil.context().close()])
})

for (const [name, settings] of Object.entries({
  light: { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  dark: { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  phone: { colorScheme: 'light', viewport: { width: 390, height: 844 } },
} as const)) {
  test.describe(name, () => {
    test.use(settings)
    test(`axe finds nothing beside a run of a program, ${name}`, async ({ page }) => {
      await openPage(page)
      await page.getByText('What it is started with').click()
      await ran(page)
      await expect(page.locator('.own-count').first()).toBeVisible()
      expect(await faults(page, { tags: TAGS })).toEqual([])
      expect(await overflow(page)).toBe(0)
    })
  })
}
