/** What the list of models shows about each one. */
import { progressOf } from '../../../shared/analysis/coverage.ts'
import { crossingsOf } from '../../../shared/model/crossings.ts'
import type { ModelEntry } from '../../../shared/protocol/contract.ts'
import { understand } from '../model-files/open-model.ts'
import { hashSources, type ModelOnDisk } from '../model-files/read-model.ts'

/** A model's figures; `null` stands for files that could not be read at all. */
export function entryOf(path: string, disk: ModelOnDisk | null): ModelEntry {
  const { model, drafts } = disk ? understand(disk) : { model: null, drafts: null }
  if (!model) {
    const none = { components: 0, flows: 0, crossings: 0, crossingsAnalysed: 0, risks: 0 }
    return { path, title: path, ...none, broken: true, modelHash: disk ? hashSources(disk) : null }
  }
  return {
    path,
    title: model.title || path,
    components: model.components.length,
    flows: model.flows.length,
    crossings: crossingsOf(model).size,
    crossingsAnalysed: progressOf(model, drafts ?? []).crossingsAnalysed,
    risks: model.risks.length,
    broken: false,
    modelHash: disk ? hashSources(disk) : null,
  }
}
