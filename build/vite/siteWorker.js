/**
 * The service worker of a site of plain files. It fetches all files when it is installed, and answers from its cache from
 * then on. The build fills in the names (build/vite/site.ts). A page that is open while a newer build arrives may still
 * request files of its own build, so the worker keeps the previous build until the next one arrives.
 */
const FILES = 'FILES'
// Sites in several folders of one host share its caches.
const MINE = `spawnscope ${self.registration.scope} `
const CURRENT = `${MINE}VERSION_HERE`

self.addEventListener('install', (event) => {
  event.waitUntil(keepAll().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOld().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method === 'GET' && request.url.startsWith(self.registration.scope)) event.respondWith(answer(request))
})

async function keepAll() {
  const cache = await caches.open(CURRENT)
  // Files with hashed names never change. Fetch the others again, past the browser's cache.
  await cache.addAll(FILES.map((name) => new Request(name, { cache: name.startsWith('assets/') ? 'default' : 'reload' })))
}

async function dropOld() {
  const mine = (await caches.keys()).filter((name) => name.startsWith(MINE) && name !== CURRENT)
  await Promise.all(mine.slice(0, -1).map((name) => caches.delete(name)))
}

async function answer(request) {
  const { pathname } = new URL(request.url)
  const folder = new URL(self.registration.scope).pathname
  const kept = await (await caches.open(CURRENT)).match(pathname === folder ? `${folder}index.html` : pathname)
  return kept ?? (await caches.match(pathname)) ?? fetch(request)
}
