/** Whether the settings stand beside the runs, as lab.css says. With letters a third larger that takes more room. */
export function hasTwoColumns(): boolean {
  return matchMedia(document.documentElement.dataset.theme === 'projector' ? '(min-width: 118rem)' : '(min-width: 62rem)').matches
}
