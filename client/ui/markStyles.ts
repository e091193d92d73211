/**
 * Gives every <style> element made from now on the nonce of this page, without which the server's Content
 * Security Policy drops it. xterm.js makes some and has no option for it. Where no server put a nonce into
 * the page there is no policy either, and nothing is done.
 */
export function markStyles(): void {
  const nonce = document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce
  if (!nonce || Object.hasOwn(document, 'createElement')) return
  const create = document.createElement.bind(document)
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options)
    if (element instanceof HTMLStyleElement) element.nonce = nonce
    return element
  }) as typeof document.createElement
}
