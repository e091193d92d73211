import { reloadOnce, whyNotFetched } from '../ui/servedBuild.ts'

/** The code of the page did not come. Shows the notice that index.html holds for this (client/first), because there is nothing else to draw with. */
export async function notStarted(): Promise<void> {
  const reload = (): void => location.reload()
  const notice = document.querySelector<HTMLElement>('[data-not-started]')
  const button = notice?.querySelector('button')
  if (notice) notice.hidden = false
  if (button) {
    button.disabled = false
    button.addEventListener('click', reload)
  }
  window.addEventListener('online', reload)
  if ((await whyNotFetched()) === 'newer') await reloadOnce()
}
