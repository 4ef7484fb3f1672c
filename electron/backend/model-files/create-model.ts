/** A new model from a template, from text in any readable format, or as another tool's file was read. */
import { AppError } from '../../../shared/core/errors.ts'
import { printLayout, printModel, readModel, TEMPLATES } from '../../../shared/formats/fenceline/index.ts'
import type { Layout } from '../../../shared/model/layout.ts'
import type { Model } from '../../../shared/model/schema.ts'
import type { MethodInput } from '../../../shared/protocol/contract.ts'
import { type Disk, NODE_DISK } from '../files/disk.ts'
import { writeFile } from '../files/writer.ts'
import { filesOf } from './names.ts'
import { hashSources, readModelFiles } from './read-model.ts'
import { saveModel } from './save-model.ts'

/** Writes the model and what belongs to it. Throws `exists` rather than replace a file. */
export async function createModel(
  root: string,
  path: string,
  from: MethodInput<'model.create'>['from'],
  disk: Disk = NODE_DISK,
): Promise<readonly string[]> {
  const { model: whole, layout: drawn, source } = await readSource(from)
  const { layout } = filesOf(path)
  // A template keeps its own wording and comments; other formats are printed as a new file.
  const text = source ?? printModel(whole)
  const written = [await writeFile({ root, path, content: text, base: null }, disk)]
  if (drawn.boxes.length + drawn.notes.length + drawn.routes.length > 0) {
    written.push(await writeFile({ root, path: layout, content: printLayout(drawn), base: null }, disk))
  }
  const made = await readModelFiles(root, path, disk)
  // As the file has them, flows are in another order than a diagram may draw them.
  const model = readModel(text, path).model ?? whole
  const hashes = { modelHash: hashSources(made), layoutHash: made.layout?.hash ?? null }
  const state = { model, layout: drawn, drafts: [], source: null, overwriteDerived: [] }
  const saved = await saveModel(root, { path, ...state, ...hashes }, disk)
  return [...written.map((file) => file.path), ...saved.written]
}

/** `source` is the text that the file gets as it stands, comments included. */
async function readSource(from: MethodInput<'model.create'>['from']): Promise<{
  readonly model: Model
  readonly layout: Layout
  readonly source?: string
}> {
  if ('model' in from) return from
  const text = 'text' in from ? from.text : templateText(from.template)
  // Every reader is in there, and most starts make no model.
  const { readText } = await import('../reading/read-text.ts')
  const { readInRoom } = await import('../../../shared/formats/importing/in-room.ts')
  const { model, layout, format, diagnostics } = readInRoom(await readText(text))
  if (model) return { model, layout, ...(format === 'fenceline' ? { source: text } : {}) }
  const problem = diagnostics.find(({ severity }) => severity === 'error')
  const line = problem?.range ? ` (line ${problem.range.start.line})` : ''
  const message = `The text is not a whole model${line}: ${problem?.message ?? 'it is empty'}`
  throw new AppError('invalid-file', message, { hint: 'Mend the text and try again; nothing was written.' })
}

function templateText(id: string): string {
  const template = TEMPLATES.find((known) => known.id === id)
  if (template) return template.text
  throw new AppError('not-found', `There is no template "${id}".`, {
    hint: `Choose one of ${TEMPLATES.map((known) => known.id).join(', ')}.`,
  })
}
