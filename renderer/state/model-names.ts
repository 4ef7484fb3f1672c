/** What a new model's file may be called. */
import { slug } from '../../shared/model/ids.ts'
import type { Workspace } from '../../shared/protocol/contract.ts'

/** `threat-model.yaml` when that is free, else a name of its own from the title. */
export function proposeFile(workspace: Workspace, title: string): string {
  const taken = new Set(workspace.models.map((entry) => entry.path))
  if (!taken.has('threat-model.yaml')) return 'threat-model.yaml'
  const stem = slug(title.replace(/\bthreat model\b/i, ''), 'new')
  for (let at = 1; ; at += 1) {
    const path = `${at === 1 ? stem : `${stem}-${at}`}.threat-model.yaml`
    if (!taken.has(path)) return path
  }
}

/** Why a model cannot have this name; undefined when it can. */
export function fileFault(workspace: Workspace, path: string): string | undefined {
  if (path.startsWith('/') || path.includes('\\') || path.split('/').includes('..'))
    return 'Give a path inside the folder, with forward slashes.'
  const name = path.split('/').at(-1) ?? ''
  if (name !== 'threat-model.yaml' && !/^.+\.threat-model\.yaml$/.test(name))
    return 'The name must be threat-model.yaml or end in .threat-model.yaml.'
  if (workspace.models.some((entry) => entry.path === path))
    return `${path} exists already: choose another name.`
  return undefined
}
