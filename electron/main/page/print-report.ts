/** A report as PDF, by a window that is never shown, runs no script and is gone afterwards. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { createPrintWindow } from '../window/create-window.ts'

/** `html` is a report of `printHtml`; it may be longer than an address, so it is loaded from a private file. */
export async function printReport(html: string): Promise<Uint8Array> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fenceline-pdf-'))
  const window = createPrintWindow()
  try {
    const file = path.join(folder, 'report.html')
    await writeFile(file, html, { mode: 0o600 })
    await window.loadURL(pathToFileURL(file).href)
    return await window.webContents.printToPDF({
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    })
  } finally {
    window.destroy()
    await rm(folder, { recursive: true, force: true })
  }
}
