/** The PDF that a page asks for. It sends a document, never markup: what is printed is our own report. */

import type { MethodInput, MethodOutput } from '../../../shared/protocol/contract.ts'
import { today } from '../today.ts'

/** Makes a PDF of a report of `printHtml`. */
export type PrintPdf = (html: string) => Promise<Uint8Array>

/** Both printers are loaded when the first report is wanted. */
export async function printReport(
  { model, layout, drafts }: MethodInput<'report.pdf'>,
  print?: PrintPdf,
): Promise<MethodOutput<'report.pdf'>> {
  const { printHtml } = await import('../../../shared/report/html/report.ts')
  const printPdf = print ?? (await import('./print-pdf.ts')).printPdf
  const bytes = await printPdf(printHtml(model, layout, drafts, today()))
  return { pdf: Buffer.from(bytes).toString('base64') }
}
