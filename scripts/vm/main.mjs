/**
 * node scripts/vm/main.mjs KERNEL: the sandbox on another kernel, in a virtual machine (software emulation, about a
 * minute): level 4 with a delegated cgroup v2, a hostile program that only the cgroup bounds, and the sysctls that lower the level.
 * Not in npm test. Needs qemu-system-x86, busybox-static, cpio, and a kernel of Debian's (cloud flavour), unpacked:
 *   apt-get download linux-image-…-cloud-amd64-unsigned && dpkg -x linux-image-*.deb k     (KERNEL: k/boot/vmlinuz-…)
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ROOT } from '../setup/stamp.mjs'

const kernel = process.argv[2]
if (!kernel) {
  console.error('check-vm: which kernel? Cure: node scripts/vm/main.mjs PATH/vmlinuz, see the head of this file')
  process.exit(2)
}
const PROGRAMS = ['/usr/bin/node', '/usr/bin/bwrap', '/usr/bin/setpriv']
const scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope-vm-'))
const root = path.join(scratch, 'root')

try {
  assemble()
  const image = path.join(scratch, 'image')
  execFileSync('sh', ['-c', `find . | cpio -o -H newc --quiet | gzip -1 > ${image}`], { cwd: root })
  process.exitCode = (await boot(image)) ? 0 : 1
} finally {
  rmSync(scratch, { recursive: true })
}

function assemble() {
  for (const folder of ['bin', 'usr/bin', 'etc', 'srv/native/build']) mkdirSync(path.join(root, folder), { recursive: true })
  for (const [link, to] of [
    ['lib', 'usr/lib'],
    ['lib64', 'usr/lib64'],
  ])
    symlinkSync(to, path.join(root, link))
  cpSync('/usr/bin/busybox', path.join(root, 'bin/busybox'), { dereference: true })
  for (const program of PROGRAMS) cpSync(program === '/usr/bin/node' ? process.execPath : program, path.join(root, program), { dereference: true })
  for (const library of librariesOf(PROGRAMS)) {
    const to = path.join(root, library.replace(/^\/lib/, '/usr/lib'))
    mkdirSync(path.dirname(to), { recursive: true })
    cpSync(library, to, { dereference: true })
  }
  execFileSync('make', ['-s', '-C', 'native', 'all', 'app', 'hostile'], { cwd: ROOT })
  for (const name of ['app', 'spawnscope-supervisor', 'hostile'])
    cpSync(path.join(ROOT, 'native/build', name), path.join(root, 'srv/native/build', name), { recursive: true })
  const vite = path.join(ROOT, 'node_modules/vite/bin/vite.js')
  const out = path.join(scratch, 'bundle')
  execFileSync(process.execPath, [vite, 'build', '--ssr', 'scripts/vm/guest.ts', '--outDir', out, '--logLevel', 'warn'], { cwd: ROOT, stdio: 'inherit' })
  cpSync(path.join(out, 'guest.js'), path.join(root, 'srv/guest.js'))
  writeFileSync(path.join(root, 'srv/package.json'), '{"type":"module"}')
  writeFileSync(path.join(root, 'etc/passwd'), 'root:x:0:0::/:/bin/sh\n')
  cpSync(path.join(ROOT, 'scripts/vm/init.sh'), path.join(root, 'init'))
  chmodSync(path.join(root, 'init'), 0o755)
}

function librariesOf(programs) {
  const text = programs.map((program) => spawnSync('ldd', [program], { encoding: 'utf8' }).stdout).join('\n')
  return new Set([...text.matchAll(/(\/lib\S+)/g)].map(([, library]) => library))
}

/** Prints the machine's output. True if every line was "ok" and the machine reached its end. */
function boot(image) {
  const args = ['-m', '2048', '-smp', '2', '-nographic', '-no-reboot', '-kernel', kernel, '-initrd', image, '-append', 'console=ttyS0 quiet panic=-1']
  const machine = spawn('qemu-system-x86_64', args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const late = setTimeout(() => machine.kill('SIGKILL'), 300_000)
  let said = ''
  machine.stdout.on('data', (chunk) => {
    said += chunk
    process.stdout.write(chunk)
  })
  return new Promise((resolve) => {
    machine.once('close', () => {
      clearTimeout(late)
      resolve(said.includes('# done') && /^ok /m.test(said) && !said.includes('not ok'))
    })
  })
}
