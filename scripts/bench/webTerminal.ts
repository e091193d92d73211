/**
 * A plain web terminal, as a partner for the page: xterm.js, a WebSocket, and script(1) with its pty, which runs strace on a minimal C
 * program that forks. It traces, writes and draws, and does nothing else. Nothing here reaches a network.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { type WebSocket, WebSocketServer } from 'ws'
import { ROOT } from '../setup/stamp.mjs'
import { baseline, builtBaseline } from './baseline.ts'

const PROGRAM = baseline('minimal_fork')
const TARGET = path.join(ROOT, 'native/build/targets/ok')
/** strace's last line is the end of the parent; that of the child begins with its pid. */
const LAST_LINE = '^\\+\\+\\+ exited with 0 \\+\\+\\+'

export interface WebTerminal {
  page: Page
  /** Presses Enter. From then until the frame is painted that has the last line, in ms; and how many lines there were. */
  enter(): Promise<{ ms: number; lines: number }>
  close(): Promise<void>
}

/** What the page below gives to `enter`. */
interface TerminalWindow {
  enter(): Promise<{ ms: number; lines: number }>
}

export async function openWebTerminal(browser: Browser): Promise<WebTerminal> {
  builtBaseline('minimal_fork')
  const files: Record<string, [type: string, text: string]> = {
    '/': ['text/html', PAGE],
    '/xterm.mjs': ['text/javascript', installed('lib/xterm.mjs')],
    '/xterm.css': ['text/css', installed('css/xterm.css')],
  }
  const server = createServer(({ url = '' }, response) => {
    const [type, text] = files[url] ?? ['text/plain', '']
    response.writeHead(files[url] ? 200 : 404, { 'content-type': `${type}; charset=utf-8` }).end(text)
  })
  new WebSocketServer({ server }).on('connection', serve)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(`http://127.0.0.1:${port}/`)
  await page.locator('.xterm-rows').waitFor()
  return {
    page,
    enter: () => page.evaluate(() => (window as unknown as TerminalWindow).enter()),
    async close() {
      await page.close()
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** Each message is an Enter: strace in a pty of its own, and what it writes goes to the page as it comes. */
function serve(socket: WebSocket): void {
  socket.on('message', () => {
    const pty = spawn('script', ['-qfc', `exec strace -f '${PROGRAM}' '${TARGET}'`, '/dev/null'], { stdio: ['ignore', 'pipe', 'inherit'] })
    pty.stdout.on('data', (data: Buffer) => socket.send(data.toString('utf8')))
  })
}

function installed(file: string): string {
  return readFileSync(path.join(ROOT, 'node_modules/@xterm/xterm', file), 'utf8')
}

const PAGE = `<!doctype html>
<meta charset="utf-8">
<title>a plain web terminal</title>
<link rel="stylesheet" href="xterm.css">
<div id="box"></div>
<script type="module">
  import { Terminal } from './xterm.mjs'
  const terminal = new Terminal({ rows: 38, cols: 100, scrollback: 10000 })
  terminal.open(document.getElementById('box'))
  const socket = new WebSocket(location.href.replace('http', 'ws'))
  socket.addEventListener('message', ({ data }) => terminal.write(data, written))
  let began = 0
  let first = 0
  let done = () => {}
  terminal.onData((key) => {
    if (key !== '\\r') return
    terminal.write('\\r\\n')
    socket.send('enter')
  })
  function written() {
    const { active } = terminal.buffer
    const text = active.getLine(active.baseY + active.cursorY - 1)?.translateToString(true) ?? ''
    if (began === 0 || !/${LAST_LINE}/.test(text)) return
    const from = began
    began = 0
    const lines = active.baseY + active.cursorY - first
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => done({ ms: performance.now() - from, lines })
      port2.postMessage(null)
    })
  }
  window.enter = () =>
    new Promise((resolve) => {
      done = resolve
      first = terminal.buffer.active.baseY + terminal.buffer.active.cursorY + 1
      began = performance.now()
      terminal.input('\\r')
    })
</script>
`
