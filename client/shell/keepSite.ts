/** Asks the browser to keep the whole site, so that it opens without a network: build/vite/site.ts writes the worker. */

interface Policies {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): { createScriptURL(url: string): string }
}

/** Where browsers know trusted types the site asks for them: then a worker's address must come from a policy. */
export function keepSite(): void {
  // Browsers have none without https, but for localhost; the site works without.
  if (!('serviceWorker' in navigator)) return
  const { trustedTypes } = window as { trustedTypes?: Policies }
  const rules = { createScriptURL: () => 'sw.js' }
  const address = trustedTypes ? trustedTypes.createPolicy('spawnscope-worker', rules).createScriptURL('') : rules.createScriptURL()
  void navigator.serviceWorker.register(address).catch(() => {
    // A browser that keeps nothing for this site: it is there as long as the network is.
  })
}
