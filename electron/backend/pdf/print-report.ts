/** The PDF that a page asks for. It sends a document, never markup: what is printed is our own report. */

import type { MethodInput, MethodOutput } from '../../../shared/protocol/contract.ts'
import { today } from '../today.ts'

/** Makes a PDF of a report of `printHtml`. */
export type PrintPdf = (html: string) => Promise<Uint8Array>

/** Both printers are loaded when the first report is wanted. `root` is the folder's real path. */
export async function printReport(
  { model, layout, drafts }: MethodInput<'report.pdf'>,
  root: string,
  print?: PrintPdf,
): Promise<MethodOutput<'report.pdf'>> {
  const { printHtml } = await import('../../../shared/report/html/report.ts')
  const html = printHtml(model, layout, drafts, today())
  const bytes = await (print ?? printOutside(root))(html)
  return { pdf: Buffer.from(bytes).toString('base64') }
}

/** Prints with a browser of this machine that is not in the folder's repo. */
export function printOutside(root: string): PrintPdf {
  return async (html) => {
    const { findChromium } = await import('./find-chromium.ts')
    const { printPdf } = await import('./print-pdf.ts')
    return printPdf(html, await findChromium(root))
  }
}
