/** Small files of the Threat Modeling Tool for tests: only what a reader looks at, printed as the tool prints it. */

interface Attribute {
  readonly label: string
  readonly name?: string
  /** A text, a flag, or the choices of a list. */
  readonly value: string | boolean | readonly string[]
  readonly selected?: number
  /** A list that a person cannot change. */
  readonly isFixed?: boolean
}

export interface DrawnSpec {
  readonly shape:
    | 'StencilRectangle'
    | 'StencilEllipse'
    | 'StencilParallelLines'
    | 'BorderBoundary'
    | 'LineBoundary'
    | 'Connector'
    | string
  readonly guid: string
  readonly name?: string
  readonly generic?: string
  readonly type?: string
  readonly typeName?: string
  readonly attributes?: readonly Attribute[]
  /** Left, top, width, height. */
  readonly rect?: readonly [number, number, number, number]
  /** Start, handle and end, or start and end. */
  readonly through?: readonly (readonly [number, number])[]
  readonly source?: string
  readonly target?: string
}

export interface ThreatSpec {
  readonly id?: string
  readonly type: string
  /** Guid of its tab. */
  readonly surface?: string
  readonly source?: string
  readonly flow?: string
  readonly target?: string
  readonly state?: string
  readonly changedBy?: string
  readonly modified?: string
  readonly justification?: string
  readonly properties?: Readonly<Record<string, string>>
}

export interface KnowledgeBaseSpec {
  /** Id, parent and name. */
  readonly types?: readonly (readonly [id: string, parent: string, name: string])[]
  readonly threats?: readonly {
    readonly id: string
    readonly category?: string
    readonly title?: string
    readonly include: string
    readonly exclude?: string
  }[]
  readonly categories?: Readonly<Record<string, string>>
  readonly fields?: Readonly<Record<string, string>>
}

export interface Tm7Spec {
  readonly title?: string
  readonly meta?: Readonly<Record<string, string>>
  readonly notes?: readonly string[]
  readonly tabs?: readonly {
    readonly name?: string
    readonly guid?: string
    readonly drawn: readonly DrawnSpec[]
  }[]
  readonly threats?: readonly ThreatSpec[]
  readonly knowledgeBase?: KnowledgeBaseSpec
}

/** The types that every template of the tool has. */
export const GENERIC_TYPES: NonNullable<KnowledgeBaseSpec['types']> = [
  ['GE.P', 'ROOT', 'Generic Process'],
  ['GE.EI', 'ROOT', 'Generic External Interactor'],
  ['GE.DS', 'ROOT', 'Generic Data Store'],
  ['GE.DF', 'ROOT', 'Generic Data Flow'],
  ['GE.TB.B', 'ROOT', 'Generic Trust Border Boundary'],
  ['GE.TB.L', 'ROOT', 'Generic Trust Line Boundary'],
  ['GE.A', 'ROOT', 'Free Text Annotation'],
]

const GENERIC_OF: Readonly<Record<string, string>> = {
  StencilRectangle: 'GE.EI',
  StencilEllipse: 'GE.P',
  StencilParallelLines: 'GE.DS',
  BorderBoundary: 'GE.TB.B',
  LineBoundary: 'GE.TB.L',
  Connector: 'GE.DF',
}
const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export function tm7File({
  title = '',
  meta = {},
  notes = [],
  tabs = [],
  threats = [],
  knowledgeBase,
}: Tm7Spec): string {
  return [
    '<ThreatModel xmlns="http://schemas.datacontract.org/2004/07/ThreatModeling.Model" xmlns:i="http://www.w3.org/2001/XMLSchema-instance">',
    wrap('DrawingSurfaceList', tabs.map(surface).join('')),
    wrap('MetaInformation', element('ThreatModelName', title) + elements(meta)),
    wrap('Notes', notes.map((note) => wrap('Note', element('Message', note))).join('')),
    `<ThreatInstances xmlns:a="arrays">${threats.map(threat).join('')}</ThreatInstances>`,
    knowledgeBase ? base(knowledgeBase) : '',
    '</ThreatModel>',
  ].join('\n')
}

function surface({ name = '', guid = '', drawn }: NonNullable<Tm7Spec['tabs']>[number]): string {
  const isLine = ({ shape }: DrawnSpec) => shape === 'Connector' || shape === 'LineBoundary'
  const list = (all: readonly DrawnSpec[]) => all.map(entry).join('')
  const lists =
    wrap('Borders', list(drawn.filter((each) => !isLine(each)))) + wrap('Lines', list(drawn.filter(isLine)))
  return wrap('DrawingSurfaceModel', element('Guid', guid) + properties('Diagram', name, []) + lists)
}

function entry(spec: DrawnSpec): string {
  const { shape, guid, name = '', attributes = [], rect, through = [], source, target } = spec
  const generic = spec.generic ?? GENERIC_OF[shape] ?? ''
  const [left, top, width, height] = rect ?? []
  const [start, middle, last] = through
  const [handle, end] = last ? [middle, last] : [undefined, middle]
  const numbers = {
    Left: left,
    Top: top,
    Width: width,
    Height: height,
    SourceX: start?.[0],
    SourceY: start?.[1],
  }
  const more = { HandleX: handle?.[0], HandleY: handle?.[1], TargetX: end?.[0], TargetY: end?.[1] }
  const ends = { SourceGuid: source, TargetGuid: target }
  const value = [
    element('GenericTypeId', generic),
    element('Guid', guid),
    properties(spec.typeName ?? '', name, attributes),
    element('TypeId', spec.type ?? generic),
    elements({ ...numbers, ...more, ...ends }),
  ].join('')
  const body = `${element('a:Key', guid)}<a:Value i:type="${shape}">${value}</a:Value>`
  return `<a:KeyValue xmlns:a="arrays">${body}</a:KeyValue>`
}

function properties(header: string, name: string, attributes: readonly Attribute[]): string {
  const all: readonly Attribute[] = [{ label: 'Name', value: name }, ...attributes]
  const heading = `<a:anyType i:type="b:HeaderDisplayAttribute">${element('b:DisplayName', header)}</a:anyType>`
  return `<Properties xmlns:a="arrays" xmlns:b="base">${heading}${all.map(attribute).join('')}</Properties>`
}

function attribute({ label, name = '', value, selected = 0, isFixed = false }: Attribute): string {
  const isList = typeof value === 'object'
  const kind = isList ? (isFixed ? 'StaticList' : 'List') : typeof value === 'boolean' ? 'Boolean' : 'String'
  const content = isList ? value.map((each) => element('a:string', each)).join('') : escaped(String(value))
  return wrap(
    `a:anyType i:type="b:${kind}DisplayAttribute"`,
    element('b:DisplayName', label) +
      element('b:Name', name) +
      `<b:Value>${content}</b:Value>` +
      (isList ? element('b:SelectedIndex', String(selected)) : ''),
  )
}

function threat({
  id = '1',
  type,
  source = '',
  flow = '',
  target = '',
  state = 'AutoGenerated',
  ...rest
}: ThreatSpec): string {
  const entries = Object.entries(rest.properties ?? {})
  const words = entries.map(([key, value]) =>
    wrap('a:KeyValue', element('a:Key', key) + element('a:Value', value)),
  )
  const value = [
    elements({
      ChangedBy: rest.changedBy,
      DrawingSurfaceGuid: rest.surface,
      FlowGuid: flow,
      Id: id,
      ModifiedAt: rest.modified ?? '0001-01-01T00:00:00',
    }),
    wrap('Properties', words.join('')),
    elements({
      SourceGuid: source,
      State: state,
      StateInformation: rest.justification,
      TargetGuid: target,
      TypeId: type,
    }),
  ].join('')
  return wrap('a:KeyValue', wrap('a:Value', value))
}

function base({
  types = GENERIC_TYPES,
  threats = [],
  categories = {},
  fields = {},
}: KnowledgeBaseSpec): string {
  const type = ([id, parent, name]: readonly [string, string, string]) =>
    wrap('ElementType', elements({ Id: id, Name: name, ParentId: parent }))
  const threatTypes = threats.map(({ id, category = 'S', title = '', include, exclude = '' }) => {
    const filters = wrap('GenerationFilters', elements({ Exclude: exclude, Include: include }))
    return wrap('ThreatType', elements({ Category: category, Id: id, ShortTitle: title }) + filters)
  })
  const named = Object.entries(categories).map(([id, name]) =>
    wrap('ThreatCategory', elements({ Id: id, Name: name })),
  )
  const data = Object.entries(fields).map(([name, label]) =>
    wrap('ThreatMetaDatum', elements({ Name: name, Label: label })),
  )
  return wrap(
    'KnowledgeBase',
    wrap('GenericElements', types.map(type).join('')) +
      wrap('StandardElements', '') +
      wrap('ThreatCategories', named.join('')) +
      wrap('ThreatMetaData', wrap('PropertiesMetaData', data.join(''))) +
      wrap('ThreatTypes', threatTypes.join('')),
  )
}

function elements(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .flatMap(([name, value]) => (value === undefined ? [] : [element(name, String(value))]))
    .join('')
}

function element(name: string, text: string): string {
  return text === '' ? `<${name}/>` : `<${name}>${escaped(text)}</${name}>`
}

function wrap(tag: string, content: string): string {
  return `<${tag}>${content}</${tag.split(' ')[0]}>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/gu, (sign) => SIGNS[sign] ?? sign)
}
