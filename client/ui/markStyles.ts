/**
 * Gives every <style> element created from now on this page's nonce; without it, the server's Content Security Policy
 * drops the element. xterm.js creates some and has no option for it. If no server put a nonce into the page,
 * there is no policy either, and this does nothing.
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
