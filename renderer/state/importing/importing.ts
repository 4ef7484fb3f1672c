/** Files that are about to become models: what each was read as, and what its models will be called. */
import { createStore, useStore } from 'zustand'
import { decodeText } from '../../../shared/core/decoding.ts'
import type { Diagnostic } from '../../../shared/core/diagnostics.ts'
import { type Imported, modelsOf } from '../../../shared/formats/importing/imported.ts'
import { readInRoom } from '../../../shared/formats/importing/in-room.ts'
import { modelNames, modelStem } from '../../../shared/formats/importing/names.ts'
import type { ReadAny } from '../../../shared/formats/registry.ts'
import { uniqueId } from '../../../shared/model/ids.ts'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import type { Model } from '../../../shared/model/schema.ts'
import type { MethodInput } from '../../../shared/protocol/contract.ts'
import { readText } from '../../platform/reading/read-text.ts'
import { setUi, uiStore } from '../ui.ts'

export type ImportFile = {
  readonly id: number
  readonly name: string
} & (
  | { readonly state: 'reading' }
  | { readonly state: 'refused'; readonly diagnostics: readonly Diagnostic[] }
  | {
      readonly state: 'ready'
      readonly format: ReadAny['format']
      /** One, or one for each page where the person chose so. */
      readonly models: readonly (Imported & { readonly path: string })[]
      /** Of reading and of splitting. */
      readonly diagnostics: readonly Diagnostic[]
      /** The file has several pages, so there is a choice. */
      readonly hasPages: boolean
      readonly isSplit: boolean
      readonly read: ReadAny & { readonly model: Model }
    }
)

export type ReadyFile = Extract<ImportFile, { state: 'ready' }>

export const importStore = createStore<{ readonly files: readonly ImportFile[] }>(() => ({ files: [] }))

export function useImport<T>(selector: (files: readonly ImportFile[]) => T): T {
  return useStore(importStore, ({ files }) => selector(files))
}

const MOST_BYTES = 8 * 1024 * 1024

let lastId = 0

/** Opens the dialog and reads the files one after the other. Nothing is written. */
export async function showImport(files: readonly File[]): Promise<void> {
  const rows = files.map((file) => {
    lastId += 1
    return { file, row: { id: lastId, name: file.name, state: 'reading' as const } }
  })
  importStore.setState({ files: rows.map(({ row }) => row) })
  setUi({ dialog: 'import' })
  for (const { file, row } of rows) {
    const read = await readFile(file)
    const known = importStore.getState().files
    // It was left out, or the dialog closed, while it was read.
    if (!known.some(({ id }) => id === row.id)) continue
    replace(
      read.model ? readyFile(row, { ...read, model: read.model }, false) : refusedFile(row, read.diagnostics),
    )
  }
}

/** Leaves a file out; the dialog closes with the last one. */
export function leaveOut(id: number): void {
  const files = importStore.getState().files.filter((file) => file.id !== id)
  importStore.setState({ files })
  if (files.length === 0) closeImport()
}

/** Everything is as it was before the files came. */
export function closeImport(): void {
  importStore.setState({ files: [] })
  setUi({ dialog: null })
}

/** One model with a page each, or a model for each page. */
export function splitFile(file: ReadyFile, isSplit: boolean): void {
  replace(readyFile(file, file.read, isSplit))
}

export function renameModel(file: ReadyFile, at: number, path: string): void {
  replace({ ...file, models: file.models.map((model, index) => (index === at ? { ...model, path } : model)) })
}

/** Other names for models whose own the folder has: it may have been chosen after they were proposed. */
export function renameTaken(): void {
  const known = new Set(uiStore.getState().workspace?.models.map(({ path }) => path.toLowerCase()))
  for (const file of importStore.getState().files) {
    if (file.state !== 'ready' || !file.models.some(({ path }) => known.has(path.toLowerCase()))) continue
    const names = freeNames(file.id, file.name, file.models)
    replace({
      ...file,
      models: file.models.map((model, at) => ({ ...model, path: names[at] ?? model.path })),
    })
  }
}

/** What is to be written, in the order of the files. */
export function modelsToCreate(files: readonly ImportFile[]): readonly MethodInput<'model.create'>[] {
  return files
    .flatMap((file) => (file.state === 'ready' ? file.models : []))
    .map(({ path, model, layout }) => ({ path, from: { model, layout } }))
}

/** A model that is written now is not written again. */
export function forgetWritten(path: string): void {
  const files = importStore.getState().files.flatMap((file): readonly ImportFile[] => {
    if (file.state !== 'ready') return [file]
    const models = file.models.filter((model) => model.path !== path)
    if (models.length === file.models.length) return [file]
    return models.length === 0 ? [] : [{ ...file, models, hasPages: false }]
  })
  importStore.setState({ files })
}

/** The text of a file, or why there is none. */
export async function textOf(file: File): Promise<{ readonly text: string } | { readonly refused: string }> {
  if (file.size > MOST_BYTES) return { refused: 'It is larger than 8 MB. Split the model in its tool.' }
  const bytes = await file.arrayBuffer().catch(() => null)
  if (!bytes) return { refused: 'It cannot be read. Choose a file, not a folder.' }
  const text = decodeText(new Uint8Array(bytes), (all, encoding) =>
    new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(all),
  )
  return text === null
    ? { refused: 'It is no text. Unpack it if it is an archive, and import the file in it.' }
    : { text }
}

async function readFile(file: File): Promise<ReadAny> {
  const got = await textOf(file)
  if ('text' in got) return readInRoom(await readText(got.text, file.name))
  const start = { line: 1, column: 1 }
  const diagnostic: Diagnostic = {
    ...{ code: 'file-unreadable', severity: 'error', message: got.refused, file: file.name },
    range: { start, end: start },
  }
  const nothing = { model: null, layout: EMPTY_LAYOUT, locate: () => undefined }
  return { ...nothing, format: 'unknown', diagnostics: [diagnostic] }
}

function readyFile(
  { id, name }: Pick<ImportFile, 'id' | 'name'>,
  read: ReadyFile['read'],
  isSplit: boolean,
): ReadyFile {
  const { models, diagnostics } = modelsOf(read, isSplit, name)
  const names = freeNames(id, name, models)
  return {
    ...{ id, name, state: 'ready', format: read.format, read, isSplit },
    hasPages: read.layout.pages.length > 1,
    models: models.map((model, at) => ({ ...model, path: names[at] ?? '' })),
    diagnostics: [...read.diagnostics, ...diagnostics],
  }
}

function refusedFile(
  { id, name }: Pick<ImportFile, 'id' | 'name'>,
  diagnostics: readonly Diagnostic[],
): ImportFile {
  return { id, name, state: 'refused', diagnostics }
}

/** Names that neither the folder nor another file of this import has. */
function freeNames(id: number, name: string, models: readonly Imported[]): readonly string[] {
  const taken = new Set([
    ...(uiStore.getState().workspace?.models.map(({ path }) => path.toLowerCase()) ?? []),
    ...namesOf(importStore.getState().files.filter((file) => file.id !== id)),
  ])
  const pages = models.map(({ page }) => page?.title)
  const isFree = (stem: string) => modelNames(stem, pages).every((path) => !taken.has(path.toLowerCase()))
  return modelNames(
    uniqueId(modelStem(name), (stem) => !isFree(stem)),
    pages,
  )
}

function namesOf(files: readonly ImportFile[]): readonly string[] {
  return files.flatMap((file) =>
    file.state === 'ready' ? file.models.map(({ path }) => path.toLowerCase()) : [],
  )
}

/** Why a model of this import cannot have its name; undefined when it can. */
export function clashIn(files: readonly ImportFile[], path: string): string | undefined {
  const same = namesOf(files).filter((other) => other === path.toLowerCase())
  return same.length > 1 ? `${path} is the name of two models here: choose another.` : undefined
}

function replace(file: ImportFile): void {
  importStore.setState({
    files: importStore.getState().files.map((known) => (known.id === file.id ? file : known)),
  })
}
