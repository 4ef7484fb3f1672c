import { AppError } from '../../core/errors.ts'
import { nearestSlip, nearestWords } from '../../core/nearest.ts'
import { openYaml } from '../../core/yaml/open.ts'
import type { Span } from '../../core/yaml/source-node.ts'
import { spliceModel } from '../../formats/fenceline/index.ts'
import { addBoundary, addComponent, addDataAsset } from '../../model/edits/components.ts'
import { addMitigation } from '../../model/edits/mitigations.ts'
import { flowRef, isId, slug, uniqueId } from '../../model/ids.ts'
import { indexOf } from '../../model/queries.ts'
import type { Model } from '../../model/schema.ts'
import { type Broken, editBetween, type Fix } from '../suggesting/fix.ts'
import { missingId, missingType, removeItem } from './insert-fixes.ts'
import { openText } from './opened.ts'
import { placeAt } from './place.ts'
import { mapAround, type Reference, renameReferences, scalarEdit } from './references.ts'
import { listKeys, listValues, mapAt } from './vocabulary.ts'

export function fixYaml(broken: Broken): readonly Fix[] {
  return FIXES[broken.diagnostic.code]?.(broken) ?? []
}

const FIXES: Readonly<Record<string, (broken: Broken) => readonly Fix[]>> = {
  'unknown-target': (broken) => unknownName(broken, 'component'),
  'unknown-component': (broken) => unknownName(broken, 'component'),
  'unknown-boundary': (broken) => unknownName(broken, 'boundary'),
  'unknown-data-asset': (broken) => unknownName(broken, 'data'),
  'unknown-mitigation': (broken) => unknownName(broken, 'mitigation'),
  'unknown-flow': (broken) => unknownName(broken, 'component'),
  'unknown-risk-target': riskTarget,
  'unknown-word': unknownWord,
  'missing-type': missingType,
  'missing-id': missingId,
  'duplicate-id': duplicate,
  'duplicate-flow': duplicate,
  'duplicate-key': duplicate,
  'two-zones': ({ at, text }) => removeItem(text, at.from),
  'zone-contradiction': zoneContradiction,
  'unknown-key': unknownKey,
  'bad-id': (broken) => {
    const id = slug(wordOf(broken.written))
    return [{ title: `Use ${id}`, edits: [scalarEdit(broken.text, spanOf(broken), id)] }]
  },
}

function spanOf({ at }: Broken): Span {
  return { start: at.from, end: at.to }
}

function wordOf(written: string): string {
  return /^(["']).*\1$/su.test(written) ? written.slice(1, -1) : written
}

/** What has a name of this kind in the text, as far as it can be read. */
function namesIn(model: Model | null, names: Reference['names'], isRef: boolean): readonly string[] {
  if (!model) return []
  if (isRef) return model.flows.map(flowRef)
  if (names === 'component') return model.components.map(({ id }) => id)
  if (names === 'data') return model.dataAssets.map(({ id }) => id)
  if (names === 'mitigation') return model.mitigations.map(({ id }) => id)
  return model.boundaries.filter(({ kind }) => kind === 'zone').map(({ id }) => id)
}

function unknownName(broken: Broken, names: Reference['names']): readonly Fix[] {
  const { model, text } = broken
  const word = wordOf(broken.written)
  const isRef = word.includes('>') || broken.diagnostic.code === 'unknown-flow'
  const read = openText(text).model
  const known = namesIn(read, names, isRef)
  const targets = broken.diagnostic.code === 'unknown-target' && broken.diagnostic.elementId === undefined
  const use = nearestWords(word, targets ? [...known, ...namesIn(read, names, !isRef)] : known)
  return [
    ...renamed(broken, names, isRef ? word.slice(0, word.indexOf('>')) : word, read, model),
    ...use.map((near) => ({ title: `Use ${near}`, edits: [scalarEdit(text, spanOf(broken), near)] })),
    ...(isRef || !read || targets ? [] : added(text, read, names, word)),
  ]
}

/** The id was changed where the element stands, and the text still names the old one. */
function renamed(
  { text }: Broken,
  names: Reference['names'],
  word: string,
  read: Model | null,
  model: Model,
): readonly Fix[] {
  if (!namesIn(model, names, false).includes(word)) return []
  const known = new Set(namesIn(model, names, false))
  const fresh = namesIn(read, names, false).filter((id) => !known.has(id))
  const next = fresh.length === 1 ? fresh[0] : nearestWords(word, fresh, 1)[0]
  if (next === undefined || namesIn(read, names, false).includes(word)) return []
  const edits = renameReferences(text, names, word, next)
  return edits.length === 0 ? [] : [{ title: `Rename ${word} to ${next} in the whole text`, edits }]
}

function added(text: string, read: Model, names: Reference['names'], id: string): readonly Fix[] {
  if (!isId(id) || indexOf(read).components.has(id) || indexOf(read).boundaries.has(id)) return []
  const what = { component: 'component', boundary: 'zone', data: 'data asset', mitigation: 'mitigation' }[
    names
  ]
  const title = id
  const next = {
    component: () => addComponent(read, { kind: 'process', id, title }),
    boundary: () => addBoundary(read, { kind: 'zone', id, title }),
    data: () => addDataAsset(read, { id, title }),
    mitigation: () => addMitigation(read, { id, title }),
  }[names]().model
  try {
    return [{ title: `Add ${what} ${id}`, edits: editBetween(text, spliceModel(text, next)) }]
  } catch (error) {
    if (error instanceof AppError) return []
    throw error
  }
}

/** The diagnostic stands at the risk's id; what is wrong is the line that names its target. */
function riskTarget({ at, model, text }: Broken): readonly Fix[] {
  const { root } = openYaml(text)
  const risk = root && mapAround(root, at.from)
  const entry = ['asset', 'link', 'boundary'].map((key) => risk?.byKey.get(key)).find(Boolean)
  if (entry?.value.kind !== 'scalar' || entry.origin !== 'own') return []
  const { text: word, start, end } = entry.value
  const read = openText(text).model
  const names = entry.key === 'boundary' ? 'boundary' : 'component'
  const known =
    entry.key === 'boundary'
      ? (read?.boundaries ?? []).map(({ id }) => id)
      : namesIn(read, names, entry.key === 'link')
  const broken = { text, at: { from: start, to: end }, written: word, model }
  const first = word.includes('>') ? word.slice(0, word.indexOf('>')) : word
  return [
    ...renamed({ ...broken, diagnostic: NO_DIAGNOSTIC }, names, first, read, model),
    ...nearestWords(word, known).map((near) => ({
      title: `Use ${near}`,
      edits: [scalarEdit(text, { start, end }, near)],
    })),
    ...(entry.key === 'asset' && read ? added(text, read, 'component', word) : []),
  ]
}

const NO_DIAGNOSTIC = { code: '', severity: 'error', message: '' } as const

function unknownWord(broken: Broken): readonly Fix[] {
  const { at, model, text } = broken
  const place = placeAt(text, at.from)
  if (!place) return []
  const kind = mapAt(place.path)
  if (!kind) return []
  const isKey = place.key === undefined
  const words = isKey
    ? listKeys(kind)
    : (listValues(kind, place.key, model) ?? WORDS_OF_FLAGS).map(({ label }) => label)
  const near = nearestWords(wordOf(broken.written), words)
  const best = near.length > 0 ? near : words.slice(0, 3)
  const own = isKey ? { start: place.from, end: place.to } : spanOf(broken)
  return best.map((word) => ({ title: `Use ${word}`, edits: [scalarEdit(text, own, word)] }))
}

/** `out_of_scope: yes` may be meant as either; a reason is free text. */
const WORDS_OF_FLAGS = [{ label: 'true' }, { label: 'false' }]

function duplicate(broken: Broken): readonly Fix[] {
  const { text, written } = broken
  const word = wordOf(written)
  const { model } = openText(text)
  const taken = new Set([
    ...(model?.components ?? []).map(({ id }) => id),
    ...(model?.boundaries ?? []).map(({ id }) => id),
    ...(model?.dataAssets ?? []).map(({ id }) => id),
    ...(model?.risks ?? []).map(({ id }) => id),
    ...(model?.mitigations ?? []).map(({ id }) => id),
    ...(model?.flows ?? []).map(({ id }) => id),
    word,
  ])
  const free = uniqueId(word, (id) => taken.has(id))
  return [{ title: `Rename to ${free}`, edits: [scalarEdit(text, spanOf(broken), free)] }]
}

/** The zone's list wins, so the component's own line is what changes. */
function zoneContradiction(broken: Broken): readonly Fix[] {
  const { diagnostic, text } = broken
  const zone = openText(text).model?.components.find(({ id }) => id === diagnostic.elementId)?.zone
  const isOwnLine = placeAt(text, broken.at.from)?.key === 'inside_trust_boundary'
  if (!zone) return []
  return isOwnLine
    ? [{ title: `Use ${zone}`, edits: [scalarEdit(text, spanOf(broken), zone)] }]
    : removeItem(text, broken.at.from)
}

function unknownKey(broken: Broken): readonly Fix[] {
  const { at, text, written } = broken
  const kind = mapAt(placeAt(text, at.from)?.path ?? ['?'])
  const near = kind && nearestSlip(wordOf(written), listKeys(kind))
  return near === undefined ? [] : [{ title: `Use ${near}`, edits: [scalarEdit(text, spanOf(broken), near)] }]
}
