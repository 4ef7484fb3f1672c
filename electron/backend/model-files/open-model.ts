/** What a model's files mean together. Pure: the files were read before. */
import type { Diagnostic } from '../../../shared/core/diagnostics.ts'
import { readConfig, readLayout, readModel } from '../../../shared/formats/fenceline/index.ts'
import { type Config, DEFAULT_CONFIG } from '../../../shared/model/config.ts'
import { EMPTY_LAYOUT, type Layout } from '../../../shared/model/layout.ts'
import type { Draft, Model, Remark } from '../../../shared/model/schema.ts'
import type { DerivedFile, OpenedModel } from '../../../shared/protocol/contract.ts'
import type { SourceFile } from '../files/read-file.ts'
import { stateOf, wantedFormats } from './derived.ts'
import { readDrafts } from './drafts-file.ts'
import { hashFiles, hashSources, includeFrom, type ModelOnDisk } from './read-model.ts'

interface Understood {
  /** Null when there is no file or it is not a whole model. */
  readonly model: Model | null
  readonly layout: Layout
  /** Null when none are stored. */
  readonly drafts: readonly Draft[] | null
  readonly remarks: readonly Remark[]
  readonly config: Config
  readonly derived: readonly DerivedFile[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads all files of a model; problems are diagnostics that name their file. */
export function understand(disk: ModelOnDisk): Understood {
  const { files, home } = disk
  const model = readSource(disk.model, files.model, (text) => readModel(text, files.model, includeFrom(disk)))
  const layout = readSource(disk.layout, files.layout, (text) => readLayout(text))
  const config = readSource(disk.config, home.config, (text) => readConfig(text))
  const drafts = readDrafts(disk.drafts, home.drafts)
  return {
    model: model.value?.model ?? null,
    layout: layout.value?.layout ?? EMPTY_LAYOUT,
    drafts: drafts.drafts,
    remarks: drafts.remarks,
    config: config.value?.config ?? DEFAULT_CONFIG,
    derived: derivedFiles(disk, model.value?.model ?? null, config.value?.config ?? DEFAULT_CONFIG),
    diagnostics: [...model.diagnostics, ...layout.diagnostics, ...config.diagnostics, ...drafts.diagnostics],
  }
}

/** The answer to `model.open`. */
export function openModel(disk: ModelOnDisk, readOnly: boolean): OpenedModel {
  const { model, layout, drafts, remarks, config, derived, diagnostics } = understand(disk)
  return {
    path: disk.files.model,
    model,
    layout,
    drafts: drafts ?? [],
    ...(remarks.length > 0 ? { remarks } : {}),
    diagnostics: [...diagnostics],
    config,
    source: disk.model?.text ?? null,
    modelHash: hashSources(disk),
    layoutHash: disk.layout?.hash ?? null,
    filesHash: hashFiles(disk, readOnly),
    readOnly: readOnly || isNewer(diagnostics),
    derived: [...derived],
  }
}

/** True for a file whose words this program may not know all of; it is shown and never written (D24). */
export function isNewer(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ code }) => code === 'newer-version')
}

function derivedFiles(disk: ModelOnDisk, model: Model | null, config: Config): readonly DerivedFile[] {
  return wantedFormats(config).map((format) => ({
    path: disk.files.derived[format],
    format,
    state: stateOf(format, disk.derived[format], model),
  }))
}

interface Read<T> {
  readonly value: T | null
  readonly diagnostics: readonly Diagnostic[]
}

function readSource<T extends { readonly diagnostics: readonly Diagnostic[] }>(
  source: SourceFile | null,
  file: string,
  read: (text: string) => T,
): Read<T> {
  if (source === null) return { value: null, diagnostics: [] }
  if (source.text === null) {
    const message = `${file} is not UTF-8 text; save it as UTF-8.`
    return { value: null, diagnostics: [{ code: 'not-utf8', severity: 'error', message, file }] }
  }
  const value = read(source.text)
  return {
    value,
    diagnostics: value.diagnostics.map((diagnostic) => ({ ...diagnostic, file: diagnostic.file ?? file })),
  }
}
