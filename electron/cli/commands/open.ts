/** The app in a window of its own, or in a browser, served on the loopback address until it is interrupted. */
import path from 'node:path'
import { createHandlers } from '../../backend/handlers.ts'
import { isModelPath } from '../../backend/model-files/names.ts'
import { realFolder } from '../../backend/workspace/real-folder.ts'
import { startHost } from '../../server/server.ts'
import { openLink } from '../browser.ts'
import { startDesktop } from '../desktop/start-desktop.ts'
import { type ExitCode, print, say, visible } from '../output.ts'
import { takeKey } from '../own-key.ts'

interface Options {
  readonly open: boolean
  readonly port?: number
  readonly allowedHost?: readonly string[]
}

type Run = (paths: string[], options: Options) => Promise<ExitCode>

/** The desktop app; where it cannot be had, the same app in the browser. A port, or no page, means the latter. */
export function open(version: string): Run {
  return async ([target = '.'], options) => {
    // The app has a key of its own settings; neither it nor the window needs this one.
    takeKey(process.env)
    const place = path.resolve(target)
    const folder = isModelPath(path.basename(place)) ? path.dirname(place) : place
    if (!options.open || options.port !== undefined) return host(folder, options, version)
    // A folder that is not there is told here, not in a window.
    await realFolder(folder)
    const refusal = await startDesktop({ target: place, say })
    if (refusal === null) return 0
    print(`Fenceline opens in the browser, because ${refusal}.`)
    return host(folder, options, version)
  }
}

export function serve(version: string): Run {
  return ([folder = '.'], options) => {
    takeKey(process.env)
    return host(folder, options, version)
  }
}

async function host(folder: string, options: Options, version: string): Promise<ExitCode> {
  const backend = await createHandlers({ folder: path.resolve(folder), version, host: 'browser' })
  const running = await startHost({
    backend,
    ...(options.port === undefined ? {} : { port: options.port }),
    allowedHosts: (options.allowedHost ?? []).map((name) => name.toLowerCase()),
  })
  const link = running.launchLink()
  print(`Serving ${visible(path.resolve(folder))}; the link works once. Ctrl+C ends it.`)
  print(`  ${link}`)
  const forget = options.open ? await openLink(link) : () => {}
  const stopAsking = offerLinks(() => print(`  ${running.launchLink()}`))
  await interrupted()
  stopAsking()
  forget()
  await Promise.all([backend.close(), running.close()])
  return 0
}

/** On a terminal, Enter gives a further link: a second tab needs one, and the first works only once. */
function offerLinks(give: () => void): () => void {
  if (process.stdin.isTTY !== true) return () => {}
  print('Press Enter for another link.')
  process.stdin.on('data', give)
  return () => {
    process.stdin.off('data', give)
    process.stdin.pause()
  }
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
}
