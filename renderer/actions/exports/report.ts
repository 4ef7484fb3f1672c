/** The model as a document for readers: HTML is made in the page, PDF by the process behind it. */
import type { Document } from '../../../shared/model/document.ts'
import { client } from '../../platform/client.ts'
import { today } from '../../state/resolutions/today.ts'
import { openDraftsOf } from '../../state/selectors.ts'

export async function printReport(document: Document): Promise<string> {
  const { printHtml } = await import('../../../shared/report/html/report.ts')
  return printHtml(document.model, document.layout, openDraftsOf(document), today())
}

/** Throws with a hint where nothing on this machine can print. */
export async function printPdf(document: Document): Promise<Blob> {
  const { model, layout } = document
  const { pdf } = await client.call('report.pdf', { model, layout, drafts: [...openDraftsOf(document)] })
  return new Blob([Uint8Array.from(atob(pdf), (byte) => byte.charCodeAt(0))], { type: 'application/pdf' })
}
