/** Dataflows, with what pytm lets them inherit from their ends. */
import { fieldOf } from '../../../core/json/look.ts'
import type { Span } from '../../../core/places.ts'
import { plural } from '../../../core/text.ts'
import { FreeIds } from '../../../model/names/free-ids.ts'
import type { Analysis, Flow } from '../../../model/schema.ts'
import { encryptionOf } from '../../../model/technology.ts'
import { type Reporting, shorten } from '../../reporting.ts'
import type { ElementEntry, FlowEntry, PytmFile } from '../file/types.ts'
import { enumOf, flagIn, mentionOf, portOf, textIn, wordOf } from '../file/values.ts'
import { isOutOfScope, NO_REASON } from './attributes.ts'
import type { DataAssets } from './data.ts'
import type { Elements } from './elements.ts'
import { Names } from './names.ts'
import { describe, linesFor } from './words.ts'

/** What flags of a flow become something else than words. */
const USED: ReadonlySet<string> = new Set([
  ...['isEncrypted', 'usesVPN', 'authenticatesSource', 'authenticatesDestination', 'authenticationScheme'],
  ...['implementsAuthenticationScheme', 'authenticatedWith', 'usesMFA', 'usesSessionTokens'],
  ...['authorizesSource', 'dstPort', 'dstport', 'port'],
])

export interface Flows {
  readonly flows: readonly Flow[]
  readonly analyses: readonly Analysis[]
  readonly names: Names
  readonly places: ReadonlyMap<string, Span>
}

export function readFlows(file: PytmFile, elements: Elements, data: DataAssets, reporting: Reporting): Flows {
  const refs = new FreeIds()
  const names = new Names()
  const places = new Map<string, Span>()
  const flows: Flow[] = []
  const analyses: Analysis[] = []
  for (const entry of file.flows) {
    const [from, to] = [entry.source, entry.sink].map((end) => elements.findComponent(end, entry.name))
    if (from === undefined || to === undefined) continue
    const ref = refs.take(`${from}>${to}`)
    const [source, sink] = [elements.entries.get(from), elements.entries.get(to)]
    const title =
      entry.name || textIn(entry, 'description', 'note') || `${entry.source.name} to ${entry.sink.name}`
    const words = attributesOf(entry, title, source, sink)
    // What an element holds goes out with each of its flows.
    const dataSent = [...new Set([...data.idsAt(entry, 'carried'), ...(source ? data.namedIn(source) : [])])]
    for (const end of [from, to]) elements.hold(end, dataSent)
    const isResponse = flagIn(entry, 'isResponse') === true || mentionOf(fieldOf(entry.value, 'responseTo'))
    flows.push({
      ...{ id: ref.slice(from.length + 1), from, to, title: title.replace(/\s+/gu, ' '), ...words },
      ...{ dataSent, dataReceived: [], tags: isResponse ? ['response'] : [] },
    })
    names.add(entry, ref)
    places.set(ref, entry.at)
    if (isOutOfScope(entry))
      analyses.push({ target: ref, notApplicable: {}, rejected: [], outOfScope: NO_REASON })
    if (mentionOf(fieldOf(entry.value, 'inBoundary'))) {
      const what = `The dataflow "${shorten(title)}" is in a boundary; a flow crosses those of its ends only.`
      reporting.lost('pytm-not-carried', what, entry.at, ref)
    }
  }
  tellOrder(file, reporting)
  return { flows, analyses, names, places }
}

function attributesOf(
  entry: FlowEntry,
  title: string,
  source: ElementEntry | undefined,
  sink: ElementEntry | undefined,
): Partial<Flow> {
  const isResponse = flagIn(entry, 'isResponse') === true
  // A request takes port and protocol of what it goes to, a response those of what it comes from.
  const server = isResponse ? source : sink
  const ends = [entry, server].filter((each) => each !== undefined)
  const isTrue = (...flags: readonly string[]) =>
    ends.some((each) => flags.some((flag) => flagIn(each, flag) === true))
  const protocol = ends.map((each) => textIn(each, 'protocol')).find(Boolean) ?? ''
  const port = ends
    .flatMap((each) => ['dstPort', 'dstport', 'port'].map((key) => portOf(fieldOf(each.value, key))))
    .find((each) => each !== undefined)
  const responseTo = mentionOf(fieldOf(entry.value, 'responseTo'))?.name ?? ''
  const authentication = authenticationOf(entry, source, server)
  const stated = protocolOf(entry, protocol, isTrue('isEncrypted'))
  return {
    ...(stated === '' ? {} : { protocol: stated }),
    ...(authentication === undefined ? {} : { authentication }),
    ...(isTrue('authorizesSource') ? { authorization: 'source' } : {}),
    ...(flagIn(entry, 'usesVPN') === true ? { vpn: true } : {}),
    ...describe(
      ...[textIn(entry, 'description'), textIn(entry, 'note')].filter((text) => text !== title),
      responseTo === '' ? '' : `Response to: ${responseTo}`,
      port === undefined ? '' : `Port: ${port}`,
      ...linesFor(entry, USED),
    ),
  }
}

/** The protocol as written, with a word for its encryption where the flow states one that the protocol does not. */
function protocolOf(entry: FlowEntry, protocol: string, isEncrypted: boolean): string {
  const now = encryptionOf({ ...NO_FLOW, protocol })
  const tls = enumOf(fieldOf(entry.value, 'tlsVersion')) !== ''
  const said = isEncrypted || tls ? 'tls' : flagIn(entry, 'isEncrypted') === false ? 'plaintext' : ''
  const isKnown = now === 'encrypted' || now === 'local' || (said === 'plaintext' && now === 'plain')
  return isKnown ? protocol : [protocol, said].filter(Boolean).join(', ')
}

const NO_FLOW: Flow = { id: '', from: '', to: '', title: '', dataSent: [], dataReceived: [], tags: [] }

/** Who authenticates, in words that rules know: by what, else who. */
function authenticationOf(
  entry: FlowEntry,
  source: ElementEntry | undefined,
  server: ElementEntry | undefined,
): string | undefined {
  const ends = [entry, server].filter((each) => each !== undefined)
  const is = (value: boolean, ...flags: readonly string[]) =>
    ends.some((each) => flags.some((flag) => flagIn(each, flag) === value))
  const scheme = ends
    .map((each) => textIn(each, 'authenticationScheme') || wordOf(schemeIn(each)))
    .find((word) => word !== '' && !/^none$/iu.test(word))
  if (scheme !== undefined) return scheme
  if (is(true, 'usesMFA')) return 'two-factor'
  if (is(true, 'authenticatesSource', 'implementsAuthenticationScheme', 'authenticatedWith')) {
    const isMutual = [entry, source].some((each) => each && flagIn(each, 'authenticatesDestination') === true)
    return isMutual ? 'mutual' : 'source'
  }
  if (is(true, 'usesSessionTokens')) return 'session-id'
  return is(false, 'authenticatesSource', 'authenticatedWith') ? 'none' : undefined
}

function schemeIn({ value }: FlowEntry | ElementEntry) {
  return fieldOf(fieldOf(value, 'controls'), 'authenticationScheme')
}

/** Pytm numbers flows for its sequence diagram; their order in the file says the same, mostly. */
function tellOrder({ flows }: PytmFile, reporting: Reporting): void {
  const numbered = flows.flatMap(({ value, at }) => {
    const order = portOf(fieldOf(value, 'order'))
    return order === undefined ? [] : [{ order, at }]
  })
  const moved = numbered.find(({ order }, index) => order < (numbered[index - 1]?.order ?? 0))
  if (!moved) return
  const what = `The order of ${plural(numbered.length, 'dataflow')} is left out; they stand as in the file.`
  reporting.lost('pytm-not-carried', what, moved.at)
}
