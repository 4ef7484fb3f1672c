/** What a new model's file may be called. */
import { fileStem } from '../../../shared/model/ids.ts'
import type { Workspace } from '../../../shared/protocol/contract.ts'

/** `threat-model.yaml` when that is free, else a name of its own from the title. */
export function proposeFile(workspace: Workspace, title: string): string {
  const taken = new Set(workspace.models.map((entry) => foldedPath(entry.path)))
  if (!taken.has('threat-model.yaml')) return 'threat-model.yaml'
  const stem = fileStem(title.replace(/\bthreat model\b/i, ''), 'new')
  for (let at = 1; ; at += 1) {
    const path = `${at === 1 ? stem : `${stem}-${at}`}.threat-model.yaml`
    if (!taken.has(foldedPath(path))) return path
  }
}

/** Why a model cannot have this name; undefined when it can. */
export function fileFault(workspace: Workspace, path: string): string | undefined {
  if (path.startsWith('/') || path.includes('\\') || path.split('/').includes('..'))
    return 'Give a path inside the folder, with forward slashes.'
  const name = path.split('/').at(-1) ?? ''
  if (name !== 'threat-model.yaml' && !/^.+\.threat-model\.yaml$/.test(name))
    return 'The name must be threat-model.yaml or end in .threat-model.yaml.'
  if (/[<>:"|?*]|[ .](?:\/|$)|(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:[./]|$)/i.test(path))
    return 'Windows takes no such name: choose one of letters, digits and hyphens.'
  if (workspace.models.some((entry) => foldedPath(entry.path) === foldedPath(path)))
    return `${path} exists already: choose another name.`
  return undefined
}

/** Names that differ in case only, or in how an accent is written, are one file on macOS and Windows. */
function foldedPath(path: string): string {
  return path.normalize('NFC').toLowerCase()
}
