/**
 * A report as PDF, printed by a Chromium of this machine that can reach nothing. Scripts are left to the report's
 * own policy, which allows none: Chromium prints by a script of its own.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { AppError } from '../../../shared/core/errors.ts'

/** A hundred pages take ten seconds, and several times that on a machine with other work. */
const PATIENCE_MS = 240_000

/** `html` is a report of `printHtml`, `chromium` what `findChromium` found. Throws where there is no browser, or where it prints nothing. */
export async function printPdf(html: string, chromium: string | undefined): Promise<Uint8Array> {
  if (chromium === undefined) {
    throw new AppError('not-found', 'PDF needs Chromium, Chrome or Edge, and none was found.', {
      hint: 'Install one, name it in FENCELINE_CHROMIUM, or export with --to html and print that.',
    })
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'fenceline-pdf-'))
  const [source, target] = [path.join(folder, 'report.html'), path.join(folder, 'report.pdf')]
  try {
    await writeFile(source, html, { mode: 0o600 })
    const said = await run(chromium, argumentsFor(folder, source, target))
    const bytes = await readFile(target).catch(() => undefined)
    if (bytes?.subarray(0, 5).toString('latin1') !== '%PDF-') {
      throw new AppError('internal', `${path.basename(chromium)} printed no PDF.`, {
        hint: 'Export with --to html and print that from a browser.',
        cause: said,
      })
    }
    return bytes
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

function argumentsFor(folder: string, source: string, target: string): readonly string[] {
  return [
    '--headless',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // Nothing has an address: whatever the page might name cannot be asked for.
    '--host-resolver-rules=MAP * ~NOTFOUND',
    // Root is refused by Chromium's sandbox. The page is ours, has no script and may load nothing.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `--user-data-dir=${path.join(folder, 'profile')}`,
    '--no-pdf-header-footer',
    // The sections as bookmarks.
    '--generate-pdf-document-outline',
    `--print-to-pdf=${target}`,
    pathToFileURL(source).href,
  ]
}

/** What it said; a browser that fails is found out by the missing file. */
function run(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(program, [...args], { timeout: PATIENCE_MS, killSignal: 'SIGKILL' }, (error, stdout, stderr) =>
      resolve(`${error?.message ?? ''}\n${stdout}\n${stderr}`.trim()),
    )
  })
}
