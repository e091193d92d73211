/**
 * The worker of a site of plain files: all of it is fetched when it is installed, and answered from there ever after.
 * The build puts the names in (build/vite/site.ts). A page that is open while a newer site arrives may still ask for
 * files of its own one: the one before is kept until the next arrives.
 */
const FILES = 'FILES'
// Sites of several folders share the caches of their host.
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
  // Hashed names never change; the others are asked for anew, whatever the browser has kept.
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
