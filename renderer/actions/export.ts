/** Copying, downloading and printing the model in another format. */
import { AppError } from '../../shared/core/errors.ts'
import { fileStem } from '../../shared/model/ids.ts'
import { download } from '../platform/download.ts'
import { selectedModel } from '../state/canvas/selected-model.ts'
import { currentDocument, documentStore } from '../state/document.ts'
import { notify, setUi, uiStore } from '../state/ui.ts'
import type { Action } from './action.ts'
import { downloadForeign, FOREIGN_EXPORTS } from './exports/foreign.ts'
import { EXPORT_FORMATS, type ExportFormat } from './exports/formats.ts'
import { type PictureOptions, printDiagram } from './exports/picture.ts'

/** Puts the text or picture on the clipboard. */
export async function copyExport(format: ExportFormat, options: PictureOptions = {}): Promise<void> {
  try {
    const printed = await format.print(currentDocument(), options)
    if (typeof printed === 'string') await navigator.clipboard.writeText(printed)
    else await navigator.clipboard.write([new ClipboardItem({ [format.mime]: printed })])
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

/** Saves the text or picture to where the browser puts downloads. */
export async function downloadExport(format: ExportFormat, options: PictureOptions = {}): Promise<void> {
  const { model } = currentDocument()
  const name = `${fileStem(model.title, 'threat-model')}.${format.extension}`
  try {
    const printed = await format.print(currentDocument(), options)
    download(name, new Blob([printed], { type: format.mime }))
  } catch (error) {
    const hint =
      error instanceof AppError ? `${error.message} ${error.hint ?? ''}`.trim() : 'Try another format.'
    notify('error', `${format.title} could not be made.`, hint)
  }
}

/** Puts what is selected on the clipboard as a diagram of its own. */
async function copySelected(format: ExportFormat): Promise<void> {
  const { selection } = uiStore.getState()
  if (!selectedModel(currentDocument(), selection))
    return notify('warning', 'Nothing that can be drawn is selected.', 'Select components or a zone.')
  await copyExport(format, { selection })
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
    id: 'export.print',
    label: 'Print the diagram…',
    group: 'file',
    keys: ['Mod+P'],
    scope: 'always',
    isEnabled: hasModel,
    run: printDiagram,
  },
  ...EXPORT_FORMATS.filter(({ canSelect }) => canSelect).map(
    (format): Action => ({
      id: `edit.copy-${format.id}`,
      label: `Copy selection as ${format.title}`,
      group: 'edit',
      scope: 'canvas',
      isEnabled: () => uiStore.getState().selection.length > 0,
      run: () => copySelected(format),
    }),
  ),
  ...EXPORT_FORMATS.filter(({ isFile }) => !isFile).map(
    (format): Action => ({
      id: `export.${format.id}.copy`,
      label: `Copy as ${format.title}`,
      group: 'file',
      scope: 'app',
      menu: false,
      isEnabled: hasModel,
      run: () => copyExport(format),
    }),
  ),
  ...EXPORT_FORMATS.map(
    (format): Action => ({
      id: `export.${format.id}.download`,
      label: `Download as ${format.title}`,
      group: 'file',
      scope: 'app',
      menu: false,
      isEnabled: hasModel,
      run: () => downloadExport(format),
    }),
  ),
  ...FOREIGN_EXPORTS.map(
    (format): Action => ({
      id: `export.${format.id}.download`,
      label: `Download as ${format.title}`,
      group: 'file',
      scope: 'app',
      menu: false,
      isEnabled: hasModel,
      run: () => downloadForeign(format),
    }),
  ),
]
