// `npm run test:offline`: the tests in a network namespace that has loopback only, with every connect traced. Fails
// where a test does, and where anything but a browser tries another address. Files may be named, as with vitest.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const trace = path.join(root, 'dist/offline-trace.txt')
/** Chromium asks for its own sake which way the network is; what a page asks for is in `test/e2e/files/offline.test.ts`. */
const BROWSER = /^\d+<(?:chrom|Chrome|ThreadPool|Network)/
const HERE =
  /sa_family=AF_(?:UNIX|LOCAL|NETLINK|UNSPEC)|sin_addr=inet_addr\("127\.|inet_pton\(AF_INET6, "::1"/

// As root in a user namespace of its own nobody could give a file to another user, as some tests do.
const unshare = process.getuid?.() === 0 ? ['-n'] : ['-n', '--map-current-user', '--keep-caps']
if (spawnSync('unshare', [...unshare, 'strace', '-qq', 'true']).status !== 0) {
  process.stderr.write('unshare and strace are needed, and the right to use them (Linux).\n')
  process.exit(1)
}
mkdirSync(path.dirname(trace), { recursive: true })
const vitest = [process.execPath, path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--no-color']
const named = process.argv.slice(2)
const traced = ['strace', '-f', '-q', '--seccomp-bpf', '-Y', '-e', 'trace=connect', '-o', trace, ...vitest]
// Sockets of the namespace need its loopback.
const inside = ['sh', '-c', 'ip link set lo up && exec "$@"', 'sh', ...traced, ...named]
const child = spawn('unshare', [...unshare, ...inside], { cwd: root, stdio: 'inherit' })
child.on('close', (code) => {
  const connects = existsSync(trace)
    ? readFileSync(trace, 'utf8')
        .split('\n')
        .filter((line) => line.includes('connect('))
    : []
  const away = connects.filter((line) => !HERE.test(line))
  const ours = away.filter((line) => !BROWSER.test(line))
  process.stdout.write(
    `${connects.length} connects, ${connects.length - away.length} on this machine, ${away.length - ours.length} by the browser for itself, ${ours.length} to elsewhere\n${ours.join('\n')}`,
  )
  process.exitCode = code === 0 && connects.length > 0 && ours.length === 0 ? 0 : 1
})
