/** What shapes stand for: tables from draw.io's names of shapes and icons to kinds. */
import { findKindWord } from '../../../model/from-drawing/kind-words.ts'
import type { Kind } from '../../../model/schema.ts'
import { isOn, settingOf, shapeOf } from '../file/style.ts'
import type { Cell } from '../file/types.ts'

export interface Reading {
  readonly kind: Kind
  /** What the guess rests on, as the end of "is read as a data store, ..."; absent where the file says the kind. */
  readonly from?: string
}

type Row = readonly [pattern: RegExp, kind: Kind, from: string]

/** What a person wrote into the data of a shape; `type` is what other tools for threat models look for. */
const STATED_IN =
  /^(?:type|kind|stencil|element[_-]?type|tm[_-]?type|threat[_-]?model(?:ling|ing)?[_-]?type)$/iu
const STATED: readonly (readonly [RegExp, Kind])[] = [
  [/^(?:tm\.)?(?:external|(?:external )?(?:entity|interactor|actor)|actor|user|person|human)$/u, 'external'],
  [/^(?:tm\.)?(?:(?:multi|complex) ?)?process(?: container)?$|^(?:service|application)$/u, 'process'],
  [/^(?:tm\.)?(?:(?:data ?)?store|database)$/u, 'store'],
]
const STATED_BOUNDARY = /^(?:tm\.)?(?:trust )?(?:boundary|zone)(?: (?:box|line|curve))?$|^trustzone$/u

/** By the shape alone, whatever it is called; the first row that matches. */
const SHAPES: readonly Row[] = [
  [/cylinder|isocube|datastore|data_store|data store/u, 'store', 'from its cylinder shape'],
  [
    /(?:^|\.)(?:stored_data|database|direct_data|sequential_data|internal_storage)$/u,
    'store',
    'from its storage shape',
  ],
  [/^(?:datastorage|internalstorage|tape)$/u, 'store', 'from its storage shape'],
  [/(?:^|\.)(?:document|multi-document|document2)$/u, 'store', 'from its document shape'],
  [
    /(?:uml)?actor|(?:^|\.)(?:user|users|person|people|manager|customer)\d*$/u,
    'external',
    'from its person shape',
  ],
  [/(?:^|\.)(?:entity|external[_ ]?(?:entity|interactor))$/u, 'external', 'from its external entity shape'],
  [/(?:^|\.)(?:process|multi_?process|complex_?process)$/u, 'process', 'from its process shape'],
]
/** Shapes of people's devices and of the world outside; after the words, as a title says more. */
const PICTURED: readonly Row[] = [
  [
    /phone|tablet|laptop|desktop|workstation|browser|(?:^|[._])pc\d?$|android|ios/u,
    'external',
    'from its picture of a device',
  ],
  [/(?:^|[._])(?:internet|globe|world|cloud)\d*$/u, 'external', 'from its cloud shape'],
  [
    /server|router|switch|firewall|gear|cog|lambda|function|container|pod/u,
    'process',
    'from its picture of a machine',
  ],
]
/** Services whose icons have names of their own, by the last part of the name; other icons by the words in theirs. */
const ICONS: readonly Row[] = [
  [
    /(?:^|_)(?:s3|simple_storage_service|dynamo_?db|rds|aurora|redshift|elasticache|neptune|documentdb|keyspaces|timestream|qldb|glacier|efs|elastic_file_system|fsx|ebs|elastic_block_store|backup|sqs|simple_queue_service|sns|simple_notification_service|kinesis|msk|opensearch_service|elasticsearch_service|secrets_manager|key_management_service|kms|parameter_store|cloudtrail|cloudwatch_logs|ecr|elastic_container_registry|bucket|volume|table|object|snapshot|queue|topic)(?:_|$)/u,
    'store',
    'from its icon of a service that keeps data',
  ],
  [
    /(?:^|_)(?:cosmos_?db|sql_database|blob|storage_accounts?|key_vaults?|service_bus|event_hubs?|data_lake|cache_redis|cloud_storage|bigquery|bigtable|firestore|datastore|spanner|cloud_sql|memorystore|pub_?sub|filestore)(?:_|$)/u,
    'store',
    'from its icon of a service that keeps data',
  ],
  [
    /(?:^|_)(?:users?|client|mobile_client|traditional_server_client|internet(?:_alt\d?)?|external|corporate_data_center|office_building)(?:_|$)/u,
    'external',
    'from its icon of who uses the system',
  ],
]

const PLAIN = new Set(['', 'rounded', 'html', 'label', 'rectangle', 'rect', 'ext', 'swimlane', 'container'])
/** Drawn by their label alone. */
const TEXTS = new Set(['text', 'edgelabel'])
const NOTES = /^(?:note\d?|callout|comment|postit)$|sticky_?note|(?:^|\.)(?:callout|annotation_\d|note)$/u
const LINES =
  /^(?:line|requiredinterface|providedrequiredinterface|arc|curlybracket|mxgraph\.basic\.(?:arc|line))$|trust_?boundary_?(?:line|curve)/u
const GROUPS =
  /\.groups?$|\.group_|^mxgraph\.(?:aws|gcp|azure|networks)[^.]*\.(?:.*_)?(?:zone|region|group|vpc|subnet|groupcenter)$/u
const ROUND = /^(?:ellipse|doubleellipse|circle)$/u

/** The kind or the boundary that a person stated for the shape. */
export function statedRole(cell: Cell): Kind | 'boundary' | undefined {
  const ir = settingOf(cell.style, 'ir.type').toLowerCase()
  if (ir === 'trustzone') return 'boundary'
  for (const [name, value] of cell.properties) {
    if (!STATED_IN.test(name)) continue
    const words = value
      .toLowerCase()
      .replace(/[\s_-]+/gu, ' ')
      .trim()
    if (STATED_BOUNDARY.test(words)) return 'boundary'
    const found = STATED.find(([pattern]) => pattern.test(words))
    if (found) return found[1]
  }
  return undefined
}

export function isText({ style }: Cell): boolean {
  if (TEXTS.has(shapeOf(style))) return true
  const isBare = settingOf(style, 'strokeColor') === 'none' && settingOf(style, 'fillColor') === 'none'
  return isBare && PLAIN.has(shapeOf(style)) && settingOf(style, 'image') === ''
}

export function isNote({ style }: Cell): boolean {
  return NOTES.test(shapeOf(style))
}

export function isLine({ style }: Cell): boolean {
  return LINES.test(shapeOf(style))
}

/** A cloud provider's frame around what is in it. */
export function isCloudGroup({ style }: Cell): boolean {
  return GROUPS.test(shapeOf(style)) || settingOf(style, 'grIcon') !== ''
}

/** True for what a person sees as a box: a rectangle, whatever its corners. */
export function isBox({ style }: Cell): boolean {
  return (
    PLAIN.has(shapeOf(style)) ||
    /^(?:swimlane|folder|umlframe|cube|module|component|process)$/u.test(shapeOf(style))
  )
}

/** An ellipse, as processes are drawn. */
export function isRound({ style }: Cell): boolean {
  return ROUND.test(shapeOf(style))
}

/** Two parallel lines, or a rectangle that is open at a side, as data stores are drawn. */
export function isOpenBox({ style }: Cell): boolean {
  return (
    shapeOf(style) === 'partialrectangle' &&
    ['left', 'right', 'top', 'bottom'].some((side) => settingOf(style, side) === '0')
  )
}

/** A rectangle with square corners, as external entities are drawn. */
export function isSquareBox({ style }: Cell): boolean {
  const shape = shapeOf(style)
  return (
    (shape === '' || shape === 'rectangle' || shape === 'rect' || shape === 'html') && !isOn(style, 'rounded')
  )
}

/** The name of the icon that a shape shows, as words; empty for a shape without one. */
export function iconOf({ style }: Cell): string {
  const named = ['resIcon', 'prIcon', 'image', 'icon'].map((key) => settingOf(style, key)).find(Boolean)
  const shape = shapeOf(style)
  const name = named ?? (shape.startsWith('mxgraph.') ? shape : '')
  if (name.startsWith('data:')) return ''
  return name
    .slice(0, 300)
    .replace(/\.(?:svg|png|gif|jpe?g)$/iu, '')
    .replace(/^.*[./]/u, '')
    .replace(/_?\d+x\d+$/u, '')
    .toLowerCase()
}

/** `hasNotation`: the page draws processes round and stores open, so a rectangle is an external entity. */
export function kindOf(cell: Cell, title: string, hasNotation: boolean): Reading {
  const stated = statedRole(cell)
  if (stated && stated !== 'boundary') return { kind: stated }
  const shape = shapeOf(cell.style)
  if (isOpenBox(cell)) return { kind: 'store', from: 'from its parallel lines' }
  const byShape = findRow(SHAPES, shape)
  if (byShape) return byShape
  if (hasNotation && isRound(cell)) return { kind: 'process', from: 'from its round shape' }
  if (hasNotation && isSquareBox(cell))
    return { kind: 'external', from: 'from its rectangle among round processes' }
  const icon = iconOf(cell)
  const byIcon =
    icon === '' ? undefined : (findRow(ICONS, icon) ?? byWord(icon.replace(/[_-]+/gu, ' '), 'icon'))
  if (byIcon) return byIcon
  return (
    byWord(title, 'title') ??
    findRow(PICTURED, shape) ??
    (isRound(cell)
      ? { kind: 'process', from: 'from its round shape' }
      : { kind: 'process', from: 'since nothing says what else it is' })
  )
}

function findRow(rows: readonly Row[], name: string): Reading | undefined {
  const found = name === '' ? undefined : rows.find(([pattern]) => pattern.test(name))
  return found && { kind: found[1], from: found[2] }
}

function byWord(text: string, where: 'title' | 'icon'): Reading | undefined {
  const found = findKindWord(text)
  return found && { kind: found.kind, from: `from the word "${found.word}" in its ${where}` }
}
