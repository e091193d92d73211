/** Asks the browser to store the whole site, so that it opens without a network. build/vite/site.ts writes the worker. */

interface Policies {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): { createScriptURL(url: string): string }
}

/** The site requires trusted types where browsers support them, so the worker's address must come from a policy. */
export function keepSite(): void {
  // Browsers offer none without https, except on localhost. The site works without.
  if (!('serviceWorker' in navigator)) return
  const { trustedTypes } = window as { trustedTypes?: Policies }
  const rules = { createScriptURL: () => 'sw.js' }
  const address = trustedTypes ? trustedTypes.createPolicy('spawnscope-worker', rules).createScriptURL('') : rules.createScriptURL()
  void navigator.serviceWorker.register(address).catch(() => {
    // The browser refuses to store this site, so it needs the network.
  })
}
