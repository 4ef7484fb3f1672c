/** What the model can be copied or downloaded as. Each writer is loaded when it is first wanted. */
import type { Document } from '../../shared/model/document.ts'
import { slug } from '../../shared/model/ids.ts'
import { selectedModel } from '../state/canvas/selected-model.ts'
import { currentDocument, documentStore } from '../state/document.ts'
import { openDraftsOf } from '../state/selectors.ts'
import { notify, setUi, uiStore } from '../state/ui.ts'
import type { Action } from './action.ts'

export interface ExportFormat {
  readonly id: string
  readonly title: string
  /** What it is good for, in a few words. */
  readonly about: string
  readonly extension: string
  readonly mime: string
  readonly print: (document: Document) => Promise<string>
}

export const EXPORT_FORMATS: readonly ExportFormat[] = [
  {
    id: 'mermaid',
    title: 'Mermaid',
    about: 'A flowchart that GitHub and GitLab draw',
    extension: 'mmd',
    mime: 'text/plain',
    print: async ({ model }) => (await import('../../shared/formats/mermaid/write.ts')).printMermaid(model),
  },
  {
    id: 'dfd',
    title: 'Plain-text DFD',
    about: 'The diagram as lines to read and paste',
    extension: 'dfd',
    mime: 'text/plain',
    print: async ({ model }) => (await import('../../shared/formats/dfd/write.ts')).printDfd(model),
  },
  {
    id: 'threagile',
    title: 'Threagile YAML',
    about: "Valid against Threagile's schema, for its own rules and reports",
    extension: 'threagile.yaml',
    mime: 'text/yaml',
    print: async ({ model }) =>
      (await import('../../shared/formats/fenceline/threagile/print.ts')).printThreagile(model),
  },
  {
    id: 'markdown',
    title: 'Markdown report',
    about: 'Diagram, threats, accepted risks and open questions',
    extension: 'md',
    mime: 'text/markdown',
    print: async ({ model }) => (await import('../../shared/report/markdown.ts')).printMarkdown(model),
  },
  {
    id: 'csv',
    title: 'CSV of risks',
    about: 'One row for each risk, for a spreadsheet',
    extension: 'csv',
    mime: 'text/csv',
    print: async ({ model }) => (await import('../../shared/report/csv.ts')).printCsv(model),
  },
  {
    id: 'json',
    title: 'JSON',
    about: 'Everything, for scripts',
    extension: 'json',
    mime: 'application/json',
    print: async (document) =>
      (await import('../../shared/formats/json/write.ts')).printJson(
        document.model,
        openDraftsOf(document),
        document.layout,
      ),
  },
]

/** Puts the text on the clipboard. */
export async function copyExport(format: ExportFormat): Promise<void> {
  try {
    await navigator.clipboard.writeText(await format.print(currentDocument()))
    notify('done', `Copied as ${format.title}.`)
  } catch {
    notify('error', `${format.title} could not be copied.`, 'Download it instead.')
  }
}

/** Puts one Mermaid diagram on the clipboard. */
export async function copyMermaid(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    notify('done', 'Copied as Mermaid.')
  } catch {
    notify('error', 'The diagram could not be copied.', 'Download it instead.')
  }
}

/** Saves the text to where the browser puts downloads. */
export async function downloadExport(format: ExportFormat): Promise<void> {
  const { model } = currentDocument()
  const name = `${slug(model.title, 'threat-model')}.${format.extension}`
  download(name, new Blob([await format.print(currentDocument())], { type: format.mime }))
}

/** Hands a file to the browser, which puts it where its downloads go. */
export function download(name: string, file: Blob): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has its own hold on the bytes once it has begun.
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** Puts what is selected on the clipboard as a diagram of its own. */
async function copySelected(): Promise<void> {
  const model = selectedModel(currentDocument(), uiStore.getState().selection)
  if (!model)
    return notify('warning', 'Nothing that Mermaid can draw is selected.', 'Select components or a zone.')
  await copyMermaid((await import('../../shared/formats/mermaid/write.ts')).printMermaid(model))
}

const hasModel = () => {
  const { path, history } = documentStore.getState()
  return path !== null && history.present.model.components.length > 0
}

export const exportActions: readonly Action[] = [
  {
    id: 'export.open',
    label: 'Export…',
    group: 'file',
    keys: ['Mod+Shift+E'],
    scope: 'always',
    isEnabled: hasModel,
    run: () => setUi({ dialog: 'export' }),
  },
  {
    id: 'export.mermaid.preview',
    label: 'Preview as Mermaid draws it…',
    group: 'file',
    scope: 'app',
    menu: false,
    isEnabled: hasModel,
    run: () => setUi({ dialog: 'mermaid' }),
  },
  {
    id: 'edit.copy-mermaid',
    label: 'Copy selection as Mermaid',
    group: 'edit',
    scope: 'canvas',
    isEnabled: () => uiStore.getState().selection.length > 0,
    run: copySelected,
  },
  ...EXPORT_FORMATS.flatMap((format): readonly Action[] => [
    {
      id: `export.${format.id}.copy`,
      label: `Copy as ${format.title}`,
      group: 'file',
      scope: 'app',
      menu: false,
      isEnabled: hasModel,
      run: () => copyExport(format),
    },
    {
      id: `export.${format.id}.download`,
      label: `Download as ${format.title}`,
      group: 'file',
      scope: 'app',
      menu: false,
      isEnabled: hasModel,
      run: () => downloadExport(format),
    },
  ]),
]
