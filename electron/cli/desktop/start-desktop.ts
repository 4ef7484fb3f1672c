/** Starts the desktop app as a process of its own, or says why there is none to start. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { downloadElectron } from './download-electron.ts'
import { findElectron, whyNoWindow } from './find-electron.ts'

/** An app that ends this soon with a fault never came up. */
const AT_ONCE_MS = 5000
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/**
 * Electron quits in peace at the first signal, with the question about unsaved edits, and dies at the
 * second. One Ctrl+C can arrive twice: from the terminal and from npm.
 */
const SAME_WISH_MS = 1000

export interface DesktopOptions {
  /** Absolute; a folder or a model. */
  readonly target: string
  readonly say: (line: string) => void
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly platform?: string
  readonly userId?: number | undefined
  /** The folder that holds `dist` and `node_modules`; looked for when absent. */
  readonly root?: string | undefined
  readonly atOnceMs?: number
}

/** Resolves when the app has ended: null, or in a few words why it did not come up. */
export async function startDesktop(options: DesktopOptions): Promise<string | null> {
  const { target, say, env = process.env, platform = process.platform } = options
  const root = options.root ?? findRoot()
  const userId = 'userId' in options ? options.userId : process.getuid?.()
  const refusal = whyNoWindow(env, platform, userId)
  if (refusal !== null) return refusal
  if (root === undefined) return 'the desktop window is not built here'
  const place = { root, env }
  const program = findElectron(place) ?? ((await mayDownload(env, root, say)) ? findElectron(place) : null)
  if (program === null) return 'the desktop window (Electron) is not installed here'
  return run(program, [path.join(root, 'dist', 'desktop', 'main.js'), 'open', target], env, {
    atOnceMs: options.atOnceMs ?? AT_ONCE_MS,
    isWindows: platform === 'win32',
  })
}

/** A program that was named and is not there is not replaced by another one. */
async function mayDownload(
  env: Readonly<Record<string, string | undefined>>,
  root: string,
  say: (line: string) => void,
): Promise<boolean> {
  return !env.FENCELINE_ELECTRON && (await downloadElectron({ root, say }))
}

function run(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  { atOnceMs, isWindows }: { readonly atOnceMs: number; readonly isWindows: boolean },
): Promise<string | null> {
  // Set in the terminals of some editors, it would make Electron a plain Node.
  const { ELECTRON_RUN_AS_NODE: _, NODE_OPTIONS: __, ...clean } = env
  return new Promise((resolve) => {
    const started = Date.now()
    // In a group of its own: a terminal's Ctrl+C goes to every process of a group.
    const child = spawn(program, args, {
      stdio: 'ignore',
      env: clean,
      detached: !isWindows,
    })
    let passedAt = Number.NEGATIVE_INFINITY
    const pass = (signal: NodeJS.Signals) => {
      // Windows would end the app without its question about unsaved edits: the window stays without us.
      if (isWindows) {
        child.unref()
        end(null)
        return
      }
      if (Date.now() - passedAt < SAME_WISH_MS) return
      passedAt = Date.now()
      child.kill(signal)
    }
    for (const signal of SIGNALS) process.on(signal, pass)
    const end = (reason: string | null) => {
      for (const signal of SIGNALS) process.off(signal, pass)
      resolve(reason)
    }
    child.on('error', () => end('the desktop window (Electron) cannot be started'))
    child.on('exit', (code, signal) => {
      // With 0 it ended as it should, or handed the folder to the app that runs already.
      const isFault = code !== 0 && Date.now() - started < atOnceMs && !isOurs(signal)
      end(isFault ? 'the desktop window (Electron) stopped at once' : null)
    })
  })
}

/** A signal that the person sent through us is no fault. */
function isOurs(signal: NodeJS.Signals | null): boolean {
  return SIGNALS.some((ours) => ours === signal)
}

/** The nearest folder upwards with a built desktop app. */
function findRoot(): string | undefined {
  let folder = path.dirname(fileURLToPath(import.meta.url))
  for (; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'dist', 'desktop', 'main.js'))) return folder
    if (folder === path.dirname(folder)) return undefined
  }
}
