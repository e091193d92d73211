// @vitest-environment happy-dom
/** Uses a real xterm.js and its real search. */
import { SearchAddon } from '@xterm/addon-search'
import { expect, it } from 'vitest'
import { openFinder } from './finder.ts'
import { openedTerminal, written } from './testing/openedTerminal.ts'

/** A terminal, its finder, and the answers that the finder has given. */
function opened() {
  const terminal = openedTerminal({ rows: 8, cols: 40 })
  const search = new SearchAddon()
  terminal.loadAddon(search)
  const answers: boolean[] = []
  let heard = (): void => {}
  const finder = openFinder(terminal, search, (found) => {
    answers.push(found)
    heard()
  })
  const next = (): Promise<void> => new Promise((done) => (heard = done))
  const write = (text: string) => written(terminal, text)
  return { terminal, finder, answers, next, write }
}

it('text that is there is found and selected; text that is not is missed', async () => {
  const { terminal, finder, answers, write } = opened()
  await write('$ describe ruby\r\n')
  finder.find('ruby')
  expect(terminal.getSelection()).toBe('ruby')
  finder.find('nowhere')
  finder.find('')
  expect(answers).toEqual([true, false, true])
})

it('text that is written after it was asked for is found then', async () => {
  const { terminal, finder, answers, next, write } = opened()
  finder.find('ruby')
  const found = next()
  await write('$ describe nim\r\n')
  await write('$ describe ruby\r\n')
  await found
  expect(answers).toEqual([false, true])
  expect(terminal.getSelection()).toBe('ruby')
})

it('only the text asked for last is looked for', async () => {
  const { terminal, finder, answers, next, write } = opened()
  finder.find('nim')
  finder.find('ruby')
  const found = next()
  await write('nim and ruby\r\n')
  await found
  expect(answers).toEqual([false, false, true])
  expect(terminal.getSelection()).toBe('ruby')
})
