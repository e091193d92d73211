/** A full server: who waits is told where, and that it moves. */
import { expect } from '@playwright/test'
import { test } from './watched.ts'

test('a run that waits says its place, then runs, in both languages', async ({ page }) => {
  let move = (_: number): void => {}
  let begin = (): void => {}
  await page.routeWebSocket('**/live', (socket) => {
    const server = socket.connectToServer()
    server.onMessage((message) => socket.send(message))
    let held = ''
    socket.onMessage((message) => {
      const { kind, run } = JSON.parse(String(message))
      // The first run of the class is held back here, as a full server would; the real one runs it afterwards.
      if (kind !== 'run' || held) return server.send(message)
      held = String(message)
      move = (position) => socket.send(JSON.stringify({ kind: 'queued', run, position }))
      begin = () => server.send(held)
      move(3)
    })
  })
  await page.goto('/')
  await page.getByRole('button', { name: /run all/i }).click()
  await expect(page.getByText('waiting: number 3 in the queue')).toBeVisible()
  move(1)
  await expect(page.getByText('waiting: next')).toBeVisible()
  await page.getByRole('radio', { name: '日本語' }).click()
  await expect(page.getByText('順番待ち：次')).toBeVisible()
  begin()
  await expect(page.locator('main[data-runs="ended"]')).toBeVisible()
  await expect(page.getByText('順番待ち：次')).toHaveCount(0)
})
