/**
 * The table of rooms: which folder is for what, and who may import whom. Deny by default: a file may import its own room and
 * what its row lists. Rooms stand from the highest floor to the lowest, and an arrow goes down only. `docs/architecture.md`
 * shows this table, made from it (`npm run rooms`); the rooms of the helper in C are in nativeRooms.ts.
 */

export interface Room {
  /** A folder, or one file. A file belongs to the longest path that contains it. `x/*`: each folder of x is a room of its own. */
  readonly room: string
  /** The room holds only the files directly in the folder. */
  readonly flat?: true
  /** What is in it: one plain sentence. */
  readonly holds: string
  /** Rooms lower in the table. */
  readonly may: readonly string[]
  /** Packages; `react*` stands for all that begin so. */
  readonly packages?: readonly string[]
}

const REACT = ['react', 'react-dom', 'lucide-react']
const ANYTHING = ['*']

export const ROOMS: readonly Room[] = [
  // Around the product: these may import all of it.
  {
    room: 'vite.config.ts',
    holds: 'How page, server bundle and unit tests are built.',
    may: ['build/vite', 'server/http', 'scripts/check'],
    packages: ANYTHING,
  },
  { room: 'playwright.config.ts', holds: 'How the browser tests are run.', may: [], packages: ANYTHING },
  {
    room: 'e2e',
    holds: 'Browser tests: a real server, a real helper, a real browser.',
    may: ['scripts/bench', 'client/shell', 'client/runs', 'protocol'],
    packages: ANYTHING,
  },
  { room: 'bin', flat: true, holds: 'The command in a shell.', may: ['bin/checkNode.mjs'], packages: ['node:*'] },
  {
    room: 'scripts',
    flat: true,
    holds: 'The commands of package.json: start, test, check, dev, release, the site of plain files.',
    may: ['scripts/setup', 'scripts/check', 'scripts/release', 'build/vite'],
    packages: ANYTHING,
  },
  { room: 'scripts/proof', holds: 'What takes minutes: kills, load, long service.', may: ['server/testing', 'native/tests'], packages: ANYTHING },
  {
    room: 'scripts/record',
    holds: 'Makes the recordings of content/: every strategy, experiment and cost, normalised.',
    may: ['scripts/specimens', 'scripts/bench', 'build/content', 'content/testing', 'native/tests', 'server/testing', 'client/model', 'protocol'],
    packages: ANYTHING,
  },
  {
    room: 'scripts/bench',
    holds: 'Measures times and scores; nothing here passes or fails.',
    may: [
      ...['scripts/specimens', 'scripts/check', 'scripts/setup', 'native/tests', 'server/testing'],
      ...['server', 'server/environment.ts', 'server/http', 'server/sandbox', 'server/helper'],
      ...['client/model/testing', 'client/model', 'protocol'],
    ],
    packages: ANYTHING,
  },
  {
    room: 'scripts/specimens',
    holds: 'Builds the small programs of the real languages, traces them, and counts how alike ours are.',
    may: ['native/tests', 'content/languages', 'client/model', 'protocol'],
    packages: ANYTHING,
  },
  {
    room: 'scripts/language',
    holds: 'The pseudo-language: made from English in a copy of the project, so that what is English still is seen.',
    may: ['scripts/check', 'build/content', 'content/languages', 'protocol'],
    packages: ANYTHING,
  },
  {
    room: 'scripts/vm',
    holds: 'The sandbox on another kernel, in a virtual machine.',
    may: ['scripts/setup', 'server/testing', 'server/sandbox', 'protocol'],
    packages: ANYTHING,
  },
  {
    room: 'scripts/check',
    holds: 'What `npm run check` and `npm test` run that is no unit test: rooms, sizes, lockfile, changelog, workflows, deploy files.',
    may: ['scripts/release', 'scripts/setup', 'build/vite', 'protocol'],
    packages: ANYTHING,
  },
  {
    room: 'scripts/release',
    holds: 'Everything of a release but to publish it, a step a line: versions, notes, package, site, image context, checksums.',
    may: ['scripts/package'],
    packages: ['node:*', 'dockerfile-ast'],
  },
  {
    room: 'scripts/package',
    holds: 'The package of npm: its prebuilt helpers, what may be in it, and it in the hands of a stranger.',
    may: ['scripts/check', 'scripts/setup', 'server/helper'],
    packages: ANYTHING,
  },
  { room: 'scripts/setup', holds: 'From a fresh clone to a built helper, page and server.', may: ['bin/checkNode.mjs'], packages: ANYTHING },
  { room: 'bin/checkNode.mjs', holds: 'Which Node can run the project.', may: [], packages: [] },

  {
    room: 'content/testing',
    holds: 'What the tests of the content share: runs of the helper, and events bent until a check turns.',
    may: ['native/tests', 'server/capabilities', 'client/model', 'protocol'],
    packages: ANYTHING,
  },
  {
    room: 'native/tests',
    holds: 'Tests of the helper from outside: every strategy against /proc, every line against strace.',
    may: ['server/own', 'protocol'],
    packages: ANYTHING,
  },
  {
    room: 'client/testing',
    holds: 'What the tests of the page share: a hook drawn by React, runs that a test ends, the files that ship.',
    may: ['client/runs', 'client/store', 'client/model/testing', 'protocol'],
    packages: ['node:*', 'react', 'react-dom*', 'vitest'],
  },
  {
    room: 'client/model/testing',
    holds: 'Recordings and the catalog, for tests.',
    may: ['client/model', 'protocol'],
    packages: ['node:*'],
  },
  {
    room: 'build',
    flat: true,
    holds: 'The generator of the wire in C.',
    may: ['protocol'],
    packages: ['node:*', 'zod*'],
  },
  {
    room: 'build/vite',
    holds: 'Plugins of Vite: listings, prose, the first paint, the site of plain files.',
    may: ['build/content', 'server/http', 'client/content', 'protocol'],
    packages: ['node:*', 'vite', 'shiki*', 'marked'],
  },
  {
    room: 'build/content',
    holds: 'The compiler of content/: reads, checks and refuses with file, line and cure.',
    may: ['client/content', 'client/model', 'protocol'],
    packages: ['node:*', 'yaml', 'marked', 'zod/mini'],
  },

  // The server.
  {
    room: 'server/testing',
    holds: 'What the tests of the server share: servers, clients, a helper that misbehaves, contained runs.',
    may: ['server/rooms', 'server', 'server/http', 'server/sandbox', 'server/helper', 'server/environment.ts', 'protocol'],
    packages: ANYTHING,
  },
  { room: 'server/hostile', holds: 'Tests only: hostile clients, helpers and operators.', may: [], packages: ANYTHING },
  {
    room: 'server/command',
    holds: 'The command in a shell: which of its words is for the server, for `show`, for the helper.',
    may: ['server', 'server/show', 'server/callersEnvironment.ts', 'server/helper', 'server/environment.ts', 'server/refusals.ts'],
    packages: ['node:*'],
  },
  {
    room: 'server',
    flat: true,
    holds: 'The way in: one server from its parts.',
    may: [
      'server/openBrowser.ts',
      'server/helper',
      'server/rooms',
      ...['server/live', 'server/http', 'server/own', 'server/bench', 'server/runs', 'server/capabilities', 'server/recordings'],
      ...['server/environment.ts', 'server/refusals.ts', 'server/limits.ts', 'protocol'],
    ],
    packages: ['node:*', 'express', 'pino', 'close-with-grace', 'uqr', 'vite'],
  },
  {
    room: 'server/show',
    holds: '`spawnscope show`: traces a program in a shell, hands the trace to a server, and prints its link.',
    may: ['server/callersEnvironment.ts', 'server/openBrowser.ts', 'server/helper', 'server/environment.ts', 'server/limits.ts'],
    packages: ['node:*'],
  },
  {
    room: 'server/live',
    holds: 'The socket: each with a few runs of its own, watching a few others.',
    may: ['server/rooms', 'server/http', 'server/runs', 'server/capabilities', 'server/refusals.ts', 'server/limits.ts', 'protocol'],
    packages: ['node:*', 'ws', 'pino'],
  },
  {
    room: 'server/http',
    holds: 'What is asked over HTTP, and the headers and checks of every answer.',
    may: [
      ...['server/own', 'server/bench', 'server/sources', 'server/runs', 'server/capabilities', 'server/helper', 'server/recordings'],
      ...['server/refuse.ts', 'server/refusals.ts', 'server/limits.ts', 'protocol'],
    ],
    packages: ['node:*', 'express', 'express-static-gzip', 'helmet', 'pino', 'pino-http', 'prom-client', 'vite', 'zod/mini'],
  },
  {
    room: 'server/bench',
    holds: 'One measurement at a time, outside the sandbox.',
    may: ['server/capabilities', 'server/helper', 'server/refuse.ts', 'server/refusals.ts', 'server/limits.ts', 'protocol'],
    packages: ['node:*', 'express'],
  },
  {
    room: 'server/rooms',
    holds: 'Classes: who may enter and act, what each member hears, and where a class lives.',
    may: ['server/recordings', 'server/refusals.ts', 'server/limits.ts', 'protocol'],
    packages: ['node:*', 'ioredis', 'pino', 'rate-limiter-flexible', 'zod/mini'],
  },
  {
    room: 'server/own',
    holds: 'Programs of visitors: their toolchains, and compiling them in a sandbox of their own.',
    may: ['server/runs', 'server/capabilities', 'server/sandbox', 'server/helper', 'server/refuse.ts', 'server/refusals.ts', 'server/limits.ts', 'protocol'],
    packages: ['node:*', 'express', 'zod/mini'],
  },
  {
    room: 'server/runs',
    holds: 'The way of every run: rates, queue, helper, feed, recording, and who follows it.',
    may: ['server/capabilities', 'server/helper', 'server/recordings', 'server/refusals.ts', 'server/limits.ts', 'protocol'],
    packages: ['node:*', 'pino', 'ioredis', 'rate-limiter-flexible', 'prom-client', 'zod/mini'],
  },
  {
    room: 'server/capabilities',
    holds: 'What can be run here: asked of the helper once, and each setting checked against that.',
    may: ['server/sandbox', 'server/helper', 'server/environment.ts', 'server/refusals.ts', 'server/limits.ts', 'protocol'],
    packages: ['node:*', 'pino'],
  },
  {
    room: 'server/sandbox',
    holds: 'The walls around a run: their command, their level, what to do for a better one.',
    may: ['server/helper', 'server/refusals.ts', 'server/limits.ts', 'content/languages', 'protocol'],
    packages: ['node:*', 'pino'],
  },
  {
    room: 'server/helper',
    holds: 'The helper as a process: how it is started, read line by line, and ended without a rest.',
    may: ['server/refusals.ts', 'server/limits.ts', 'protocol'],
    packages: ['node:*'],
  },
  {
    room: 'server/recordings',
    holds: 'Runs stored under the hash of their content, on disk or in Redis.',
    may: ['server/environment.ts', 'server/limits.ts', 'protocol'],
    packages: ['node:*', 'ioredis', 'ioredis/built/DataHandler.js', 'pino'],
  },
  { room: 'server/sources', holds: "Lines of an installed toolchain's own source.", may: ['content/*', 'protocol'], packages: ['node:*'] },
  { room: 'server/refuse.ts', holds: 'A refusal as an answer over HTTP.', may: ['server/refusals.ts', 'protocol'], packages: ['express'] },
  { room: 'server/callersEnvironment.ts', holds: 'What a traced program gets of our environment.', may: [], packages: [] },
  { room: 'server/openBrowser.ts', holds: 'A link, opened in the browser of whoever sits at this machine.', may: [], packages: ['node:*'] },
  { room: 'server/environment.ts', holds: 'The variables that a server reads, checked.', may: ['server/limits.ts'], packages: ['node:*', 'zod/mini'] },
  { room: 'server/refusals.ts', holds: 'Every refusal, said once.', may: ['server/limits.ts', 'protocol'] },
  { room: 'server/limits.ts', holds: 'Every number that stops something from growing.', may: [], packages: ['node:*'] },

  // The page.
  {
    room: 'client',
    flat: true,
    holds: 'The way in: what begins the page.',
    may: ['client/seat', 'client/runs', 'client/shell', 'client/styles'],
    packages: ['vite*'],
  },
  {
    room: 'client/seat',
    holds: 'The page of whoever follows a class: small, without the framework of the figures, which come below it when they are needed.',
    may: ['client/shell', 'client/runs', 'client/class', 'client/content', 'client/transport', 'content/languages', 'protocol'],
    packages: ['preact', 'preact/hooks'],
  },
  {
    room: 'client/first',
    holds: 'What is painted before any code has come.',
    may: ['client/shell', 'client/runs', 'client/ui', 'client/words', 'protocol'],
    packages: [...REACT, 'react-dom/server', 'wouter'],
  },
  {
    room: 'client/shell',
    holds: 'Around every page: bar, palette, keys, the list of pages, preferences.',
    may: ['client/class', 'client/pages/*', 'client/runs', 'client/ui', 'client/words', 'client/content', 'client/model', 'protocol'],
    packages: [...REACT, 'react-dom/client', 'wouter'],
  },
  {
    room: 'client/pages/*',
    holds: 'A page each, with all that only it uses. No page imports a page.',
    may: [
      'client/class',
      ...['client/figures', 'client/views/*', 'client/runs', 'client/ui', 'client/words', 'client/content', 'client/styles'],
      ...['client/transport', 'client/store/use*.ts', 'client/store', 'client/model', 'protocol'],
    ],
    packages: [...REACT, 'wouter', 'd3-scale', 'd3-shape', '@codemirror*', '@lezer*'],
  },
  {
    room: 'client/figures',
    holds: 'Views of one run put together, as several pages show them.',
    may: ['client/views/*', 'client/runs', 'client/ui', 'client/words', 'client/content', 'client/store/use*.ts', 'client/store', 'client/model', 'protocol'],
    packages: REACT,
  },
  {
    room: 'client/views/*',
    holds: 'One view each that two pages share. It takes a figure and only looks. No view imports a view.',
    may: ['client/ui', 'client/words', 'client/content', 'client/store/use*.ts', 'client/store', 'client/model', 'protocol'],
    packages: [...REACT, '@xterm/*', 'xterm-readline', 'd3-scale', 'd3-shape'],
  },
  {
    room: 'client/runs',
    holds: 'How a page reaches the outside: what can be run, runs, stored runs, measurements, the link.',
    may: ['client/class', 'client/words', 'client/content', 'client/transport', 'client/store/use*.ts', 'client/store', 'client/model', 'protocol'],
    packages: ['react', 'wouter*'],
  },
  {
    room: 'client/ui',
    holds: 'Buttons, prose, code: what knows nothing of a run.',
    may: ['client/words', 'client/content', 'client/model', 'protocol'],
    packages: REACT,
  },
  {
    room: 'client/words',
    holds: 'The language of the page: which it is, and its messages, fetched with the pages that show them.',
    may: ['client/content', 'content/languages', 'client/store/use*.ts', 'client/store', 'client/model', 'protocol'],
    packages: ['react'],
  },
  {
    room: 'client/content',
    holds: 'What was compiled of content/, as the page takes it.',
    may: ['content/languages', 'client/model', 'content/*', 'protocol'],
  },
  {
    room: 'content/languages',
    holds: 'Every text that a person reads, a folder a language (docs/howto/language.md).',
    may: ['client/model', 'protocol'],
  },
  {
    room: 'client/class',
    holds: 'The class that this page is in: its line, its places, who follows, what the browser keeps. No framework.',
    may: ['client/transport', 'protocol'],
    packages: ['uqr', 'zod/mini'],
  },
  {
    room: 'client/transport',
    holds: 'The socket, recordings and measurements as streams of events. No DOM of its own.',
    may: ['protocol'],
    packages: ['partysocket*'],
  },
  { room: 'client/store/use*.ts', holds: 'What React follows of a log.', may: ['client/store', 'client/model', 'protocol'], packages: ['react'] },
  { room: 'client/store', holds: 'A run as a log. No DOM, no React.', may: ['client/model', 'protocol'] },
  { room: 'client/model', holds: 'Pure folds over events: stories, passports, links, commands. No DOM, no React.', may: ['protocol'], packages: ['diff'] },
  { room: 'client/styles', holds: 'Styles of all pages.', may: [] },
  { room: 'content', flat: true, holds: 'Tests that hold the data against runs, catalog and rules.', may: [] },
  { room: 'content/*', holds: 'Data: lessons, claims, recordings, specimens.', may: [] },
  { room: 'protocol', holds: 'What may be said, between all parts. Everybody may import it.', may: [], packages: ['zod/mini'] },
]
