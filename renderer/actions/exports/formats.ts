/** What the model can be taken along as. Each writer is loaded when it is first wanted. */
import type { Document } from '../../../shared/model/document.ts'
import type { Model } from '../../../shared/model/schema.ts'
import { selectedModel } from '../../state/canvas/selected-model.ts'
import { openDraftsOf } from '../../state/selectors.ts'
import { type PictureOptions, paintPicture, printPicture } from './picture.ts'
import { printPdf, printReport } from './report.ts'

export interface ExportFormat {
  readonly id: string
  readonly title: string
  /** What it is good for, in a few words. */
  readonly about: string
  readonly extension: string
  readonly mime: string
  /** It can show a part of the model by itself. */
  readonly canSelect?: true
  /** No clipboard takes it. */
  readonly isFile?: true
  readonly print: (document: Document, options: PictureOptions) => Promise<string | Blob>
}

export const EXPORT_FORMATS: readonly ExportFormat[] = [
  {
    id: 'mermaid',
    title: 'Mermaid',
    about: 'A flowchart that GitHub and GitLab draw',
    extension: 'mmd',
    mime: 'text/plain',
    canSelect: true,
    print: async (document, options) =>
      (await import('../../../shared/formats/mermaid/write.ts')).printMermaid(partOf(document, options)),
  },
  {
    id: 'svg',
    title: 'SVG',
    about: 'A picture that stays sharp, for documents and the web',
    extension: 'svg',
    mime: 'image/svg+xml',
    canSelect: true,
    print: printPicture,
  },
  {
    id: 'png',
    title: 'PNG',
    about: 'A picture for slides, chats and tickets',
    extension: 'png',
    mime: 'image/png',
    canSelect: true,
    print: paintPicture,
  },
  {
    id: 'dfd',
    title: 'Plain-text DFD',
    about: 'The diagram as lines to read and paste',
    extension: 'dfd',
    mime: 'text/plain',
    canSelect: true,
    print: async (document, options) =>
      (await import('../../../shared/formats/dfd/write.ts')).printDfd(partOf(document, options)),
  },
  {
    id: 'threagile',
    title: 'Threagile YAML',
    about: "Valid against Threagile's schema, for its own rules and reports",
    extension: 'threagile.yaml',
    mime: 'text/yaml',
    print: async ({ model }) =>
      (await import('../../../shared/formats/fenceline/threagile/print.ts')).printThreagile(model),
  },
  {
    id: 'markdown',
    title: 'Markdown report',
    about: 'Diagram, threats, accepted risks and open questions',
    extension: 'md',
    mime: 'text/markdown',
    print: async ({ model }) => (await import('../../../shared/report/markdown.ts')).printMarkdown(model),
  },
  {
    id: 'html',
    title: 'HTML report',
    about: 'One file with diagram, coverage and decisions, for any browser',
    extension: 'html',
    mime: 'text/html',
    print: printReport,
  },
  {
    id: 'pdf',
    title: 'PDF report',
    about: 'The same, to file and to print',
    extension: 'pdf',
    mime: 'application/pdf',
    isFile: true,
    print: printPdf,
  },
  {
    id: 'csv',
    title: 'CSV of risks',
    about: 'One row for each risk, for a spreadsheet',
    extension: 'csv',
    mime: 'text/csv',
    print: async ({ model }) => (await import('../../../shared/report/csv.ts')).printCsv(model),
  },
  {
    id: 'json',
    title: 'JSON',
    about: 'Everything, for scripts',
    extension: 'json',
    mime: 'application/json',
    print: async (document) =>
      (await import('../../../shared/formats/json/write.ts')).printJson(
        document.model,
        openDraftsOf(document),
        document.layout,
      ),
  },
]

function partOf(document: Document, { selection }: PictureOptions): Model {
  return (selection && selectedModel(document, selection)) ?? document.model
}
