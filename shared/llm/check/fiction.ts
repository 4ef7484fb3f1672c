/**
 * Attacks that need something which is not there. A table: how an attack is called, and what has to be within
 * reach (the target, what is one flow away, and the flows and zones between) for it to make sense. What the
 * model leaves open counts as there: only what it says can make a threat fiction.
 */
import { crossingsOf } from '../../model/crossings.ts'
import { indexOf, zoneChain } from '../../model/queries.ts'
import type { Component, Flow, Model } from '../../model/schema.ts'
import { technologiesOf, topicsOf } from '../../model/technology.ts'

interface Fiction {
  /** What the attack is called in text. */
  readonly attack: RegExp
  /** Any of these technologies or topics (`technology.ts`) makes it possible ... */
  readonly technologies?: readonly string[]
  /** ... or any of these words ... */
  readonly words?: RegExp
  /** ... or a component of this kind that has none of these technologies. */
  readonly store?: { readonly without: readonly string[] }
  /** ... or a component that calls another. */
  readonly calls?: true
  /** What is missing, for the sentence that is shown. */
  readonly name: string
  readonly missing: string
}

const BROWSER = ['browser', 'web-application', 'human']
const LLM = ['llm', 'agent', 'retrieval', 'agent-memory', 'machine-learning', 'tool-server']
const NOT_SQL = [
  'nosql',
  'cache',
  'message-queue',
  'object-storage',
  'file-server',
  'search-engine',
  'vector-store',
]

export const FICTIONS: readonly Fiction[] = [
  {
    name: 'SQL injection',
    attack: /\bsql[- ]?injections?\b|\bsqli\b|\binject\w* (?:of )?sql\b/i,
    technologies: ['sql'],
    words: /\b(sql|jdbc|odbc)\b/i,
    store: { without: NOT_SQL },
    missing: 'a data store that may speak SQL',
  },
  {
    name: 'NoSQL injection',
    attack: /\bnosql[- ]?injections?\b/i,
    technologies: ['nosql', 'search-engine'],
    words: /\bnosql\b/i,
    store: { without: ['sql', 'cache', 'message-queue', 'object-storage', 'file-server'] },
    missing: 'a data store that may be queried without SQL',
  },
  {
    name: 'Cross-site scripting',
    attack: /\bxss\b|\bcross[- ]site[- ]scripting\b/i,
    technologies: [...BROWSER, 'desktop', 'mobile-app'],
    words: /\b(browser|web ?view|html|web)\b/i,
    missing: 'a browser or web page',
  },
  {
    name: 'CSRF',
    attack: /\b[cx]srf\b|\bcross[- ]site[- ]request[- ]forger/i,
    technologies: BROWSER,
    words: /\b(browser|cookie|web)\b/i,
    missing: 'a browser',
  },
  {
    name: 'Clickjacking',
    attack: /\bclick ?jacking\b|\bui redress/i,
    technologies: BROWSER,
    words: /\b(browser|web)\b/i,
    missing: 'a browser',
  },
  {
    name: 'A permissive CORS policy',
    attack: /\bcors\b|\bcross[- ]origin\b/i,
    technologies: BROWSER,
    words: /\b(browser|web|cors)\b/i,
    missing: 'a browser',
  },
  {
    name: 'Cookie theft',
    attack: /\bcookies?\b/i,
    technologies: [...BROWSER, 'session'],
    words: /\b(browser|cookie|session|web)\b/i,
    missing: 'a browser or a session',
  },
  {
    name: 'Session fixation',
    attack: /\bsession[- ]fixation\b/i,
    technologies: [...BROWSER, 'session'],
    words: /\b(session|cookie|browser)\b/i,
    missing: 'a session',
  },
  {
    name: 'An attack on a JWT',
    attack: /\bjwts?\b|\bjson web tokens?\b|\balg[:= ]+none\b/i,
    technologies: ['token-validation', 'identity-provider'],
    words: /\b(jwt|tokens?|oidc|oauth2?|bearer|sso)\b/i,
    missing: 'a token',
  },
  {
    name: 'A SAML attack',
    attack: /\bsaml\b|\bxml signature wrapping\b/i,
    technologies: ['identity-provider'],
    words: /\b(saml|sso|federat\w+|externalized)\b/i,
    missing: 'SAML or an identity provider',
  },
  {
    name: 'Container escape',
    attack: /\bcontainer (?:escape|break ?out)\b|\bescap\w+ (?:from |out of )?(?:the |its |a )?container\b/i,
    technologies: ['container-platform'],
    words: /\b(containers?|docker|kubernetes|k8s|pods?|execution-environment)\b/i,
    missing: 'a container',
  },
  {
    name: 'An attack on Kubernetes',
    attack: /\bkubelet\b|\bpod (?:escape|security)\b|\bkubernetes (?:api|rbac|secrets?)\b/i,
    technologies: ['container-platform'],
    words: /\b(containers?|kubernetes|k8s|pods?)\b/i,
    missing: 'Kubernetes',
  },
  {
    name: 'XXE',
    attack: /\bxxe\b|\bxml external entit|\bbillion laughs\b/i,
    technologies: ['web-service-soap'],
    words: /\b(xml|soap|saml|svg|docx|office|uploads?|files?|documents?)\b/i,
    missing: 'anything that takes XML',
  },
  {
    name: 'LDAP injection',
    attack: /\bldap[- ]injections?\b/i,
    technologies: ['identity-store-ldap', 'ldap-server', 'identity-provider', 'identity-store'],
    words: /\b(ldaps?|directory|active directory)\b/i,
    missing: 'LDAP',
  },
  {
    name: 'SSRF',
    attack: /\bssrf\b|\bserver[- ]side[- ]request[- ]forger/i,
    calls: true,
    missing: 'a process that calls out',
  },
  {
    name: 'DNS rebinding',
    attack: /\bdns[- ]rebinding\b/i,
    technologies: BROWSER,
    words: /\b(browser|dns|web)\b/i,
    missing: 'a browser',
  },
  {
    name: 'Prompt injection',
    attack: /\bprompt[- ]injections?\b|\bjailbreak\w* (?:of )?the model\b/i,
    technologies: LLM,
    words: /\b(llms?|language model|agents?|prompts?|chat ?bot|assistant|copilot|ai|gpt)\b/i,
    missing: 'a language model',
  },
  {
    name: 'Poisoning of training data',
    attack: /\b(?:training data|model) poisoning\b|\bmodel (?:extraction|inversion|theft)\b/i,
    technologies: LLM,
    words: /\b(llms?|model|training|machine learning|ml|ai|embeddings?)\b/i,
    missing: 'a model that is trained',
  },
  {
    name: 'A public bucket',
    attack:
      /\b(?:public|open|exposed|misconfigured|world[- ]readable)(?: \w+)? buckets?\b|\bbucket polic(?:y|ies)\b/i,
    technologies: ['object-storage'],
    words: /\b(s3|buckets?|blobs?|minio|object stor(?:e|age)|uploads?|files?)\b/i,
    missing: 'object storage',
  },
  {
    name: 'Deserialisation',
    attack: /\b(?:insecure|unsafe) deseriali[sz]ation\b|\bdeseriali[sz]ation (?:attack|gadget)/i,
    technologies: ['cache', 'message-queue', 'ejb', 'application-server', 'batch-processing'],
    words: /\b(serialization|serialisation|java|php|python|\.net|rmi|iiop|jrmp|session|redis|pickle)\b/i,
    calls: true,
    missing: 'anything that reads objects',
  },
  {
    name: 'Cache poisoning',
    attack: /\bcache[- ]poisoning\b|\bpoison\w* the cache\b/i,
    technologies: ['cache', 'reverse-proxy', 'load-balancer', 'gateway'],
    words: /\b(cache|cdn|dns|proxy)\b/i,
    missing: 'a cache',
  },
  {
    name: 'An attack on a rooted device',
    attack:
      /\b(?:rooted|jailbroken)\b|\bmobile app\w* (?:tampering|repackag\w+)|\brepackag\w+ (?:mobile )?app/i,
    technologies: ['mobile-app', 'iot-device'],
    words: /\b(mobile|android|ios|phones?|app|devices?)\b/i,
    missing: 'a mobile device',
  },
  {
    name: 'A poison message',
    attack: /\bpoison messages?\b|\bdead[- ]letter\b/i,
    technologies: ['message-queue', 'webhook', 'batch-processing'],
    words: /\b(queue|topic|messages?|events?|mqtt|amqps?|jms)\b/i,
    missing: 'a queue',
  },
  {
    name: 'A firmware attack',
    attack: /\bmalicious firmware\b|\bfirmware (?:tampering|downgrade|implant)\b/i,
    technologies: ['iot-device', 'mobile-app', 'hsm'],
    words: /\b(firmware|devices?|plc|sensor|embedded|controller)\b/i,
    missing: 'a device with firmware',
  },
]

/** The sentences about attacks of the text that need what is not within the target's reach. */
export function fictionsIn(model: Model, target: string, text: string): readonly string[] {
  const named = FICTIONS.filter(({ attack }) => attack.test(text))
  if (named.length === 0) return []
  const reach = reachOf(model, target)
  return named
    .filter((fiction) => !isPossible(fiction, reach))
    .map(({ name, missing }) => `${name} needs ${missing}, and none is within one flow of this target.`)
}

interface Reach {
  readonly components: readonly Component[]
  readonly technologies: ReadonlySet<string>
  readonly text: string
  readonly calls: boolean
}

function isPossible({ technologies = [], words, store, calls }: Fiction, reach: Reach): boolean {
  if (technologies.some((word) => reach.technologies.has(word))) return true
  if (words?.test(reach.text)) return true
  if (calls && reach.calls) return true
  if (!store) return false
  return reach.components.some(
    (component) =>
      component.kind === 'store' && !technologiesOf(component).some((word) => store.without.includes(word)),
  )
}

/** The target, or a flow's ends, with everything one flow further. */
function reachOf(model: Model, target: string): Reach {
  const { components, flows, incoming, outgoing, boundaries, dataAssets } = indexOf(model)
  const flow = flows.get(target)
  const own = flow ? [flow.from, flow.to] : [target]
  const near = new Set<Flow>(own.flatMap((id) => [...(incoming.get(id) ?? []), ...(outgoing.get(id) ?? [])]))
  const reached = [...new Set([...own, ...[...near].flatMap(({ from, to }) => [from, to])])].flatMap(
    (id) => components.get(id) ?? [],
  )
  const zones = new Set([
    ...reached.flatMap(({ zone }) => zoneChain(model, zone)),
    ...(crossingsOf(model).get(target)?.boundaries ?? []),
  ])
  const data = new Set([
    ...reached.flatMap(({ dataProcessed, dataStored }) => [...dataProcessed, ...dataStored]),
    ...[...near].flatMap(({ dataSent, dataReceived }) => [...dataSent, ...dataReceived]),
  ])
  const said = [
    ...reached.map(({ dataProcessed, dataStored, zone, ...rest }) => rest),
    ...near,
    ...[...zones].map((id) => boundaries.get(id)),
    ...[...data].map((id) => dataAssets.get(id)),
    model.notes,
  ]
  return {
    components: reached,
    technologies: new Set(
      reached.flatMap((component) => [...technologiesOf(component), ...topicsOf(component)]),
    ),
    text: JSON.stringify(said),
    calls: own.some((id) => components.get(id)?.kind === 'process' && (outgoing.get(id) ?? []).length > 0),
  }
}
