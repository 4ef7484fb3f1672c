import { DEFAULT_CONFIG } from '../../shared/model/config.ts'
import { EMPTY_LAYOUT } from '../../shared/model/layout.ts'
import { EMPTY_MODEL } from '../../shared/model/schema.ts'
import type { OpenedModel } from '../../shared/protocol/contract.ts'

/** What `model.open` answers for a sound file; `changes` say what is special about it. */
export const anOpenedModel = (changes: Partial<OpenedModel> = {}): OpenedModel => ({
  path: 'threat-model.yaml',
  model: EMPTY_MODEL,
  layout: EMPTY_LAYOUT,
  drafts: [],
  diagnostics: [],
  config: DEFAULT_CONFIG,
  source: null,
  modelHash: null,
  layoutHash: null,
  filesHash: '',
  readOnly: false,
  derived: [],
  ...changes,
})
