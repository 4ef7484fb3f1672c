/**
 * What Threagile's JSON Schemas (v0.9.1 and HEAD, MIT) demand of each kind of entry, in the order of its own
 * examples. Where it demands a value that nobody stated, a neutral one stands there and the entry says so.
 */

import type { Tree } from '../../../core/yaml/printing/tree.ts'
import { CONFIDENTIALITIES, CRITICALITIES } from '../../../model/schema.ts'

export interface Field {
  readonly key: string
  /** The closed list of words; absent where any text will do. */
  readonly words?: readonly string[]
  /** What stands for "not stated" where the schema demands the key. */
  readonly blank?: Tree
  /** Not part of a model: only a new entry gets it. */
  readonly isConstant?: boolean
  /** The blank is what the model means by saying nothing. */
  readonly isFact?: boolean
}

const NULL: Tree = { kind: 'raw', text: 'null' }
const NONE: Tree = { kind: 'raw', text: '[]' }
export const NO_ENTRIES: Tree = { kind: 'raw', text: '{}' }

const USAGES = ['business', 'devops']
const rating: readonly Field[] = [
  { key: 'confidentiality', words: CONFIDENTIALITIES, blank: 'internal' },
  { key: 'integrity', words: CRITICALITIES, blank: 'operational' },
  { key: 'availability', words: CRITICALITIES, blank: 'operational' },
]

export const TECHNOLOGIES: readonly string[] = (
  'unknown-technology client-system browser desktop mobile-app devops-client web-server web-application ' +
  'application-server database file-server local-file-system erp cms web-service-rest web-service-soap ejb ' +
  'search-index search-engine service-registry reverse-proxy load-balancer build-pipeline sourcecode-repository ' +
  'artifact-registry code-inspection-platform monitoring ldap-server container-platform batch-processing ' +
  'event-listener identity-provider identity-store-ldap identity-store-database tool cli task function gateway ' +
  'iot-device message-queue stream-processing service-mesh data-lake report-engine ai mail-server vault hsm waf ' +
  'ids ips scheduler mainframe block-storage library'
).split(' ')

const PROTOCOLS: readonly string[] = (
  'unknown-protocol http https ws wss reverse-proxy-web-protocol reverse-proxy-web-protocol-encrypted mqtt jdbc ' +
  'jdbc-encrypted odbc odbc-encrypted sql-access-protocol sql-access-protocol-encrypted nosql-access-protocol ' +
  'nosql-access-protocol-encrypted binary binary-encrypted text text-encrypted ssh ssh-tunnel smtp smtp-encrypted ' +
  'pop3 pop3-encrypted imap imap-encrypted ftp ftps sftp scp ldap ldaps jms nfs smb smb-encrypted ' +
  'local-file-access nrpe xmpp iiop iiop-encrypted jrmp jrmp-encrypted in-process-library-call ' +
  'container-spawning'
).split(' ')

const ENCRYPTIONS = [
  'none',
  'transparent',
  'data-with-symmetric-shared-key',
  'data-with-asymmetric-shared-key',
]
const AUTHENTICATIONS = [
  'none',
  'credentials',
  'session-id',
  'token',
  'client-certificate',
  'two-factor',
  'externalized',
]
const ZONES = (
  'network-on-prem network-dedicated-hoster network-virtual-lan network-cloud-provider ' +
  'network-cloud-security-group network-policy-namespace-isolation execution-environment'
).split(' ')

export type EntryKind = 'asset' | 'link' | 'boundary' | 'data' | 'tracking'

export const FIELDS: Readonly<Record<EntryKind, readonly Field[]>> = {
  data: [
    { key: 'id' },
    { key: 'title' },
    { key: 'description', blank: NULL },
    { key: 'usage', blank: 'business', isConstant: true },
    { key: 'tags' },
    { key: 'origin' },
    { key: 'owner' },
    { key: 'quantity', words: ['very-few', 'few', 'many', 'very-many'], blank: 'few' },
    ...rating,
  ],
  asset: [
    { key: 'id' },
    { key: 'title' },
    { key: 'description', blank: NULL },
    { key: 'type' },
    { key: 'usage', words: USAGES, blank: 'business' },
    { key: 'used_as_client_by_human', blank: false },
    { key: 'out_of_scope', blank: false, isFact: true },
    { key: 'justification_out_of_scope' },
    { key: 'size', words: ['system', 'service', 'application', 'component'], blank: 'component' },
    { key: 'technology', blank: 'unknown-technology' },
    { key: 'technologies', blank: NONE },
    { key: 'tags' },
    { key: 'internet', blank: false },
    { key: 'machine', words: ['physical', 'virtual', 'container', 'serverless'], blank: 'virtual' },
    { key: 'encryption', words: ENCRYPTIONS, blank: 'none' },
    { key: 'owner', blank: NULL },
    ...rating,
    { key: 'multi_tenant', blank: false },
    { key: 'redundant', blank: false },
    { key: 'custom_developed_parts', blank: false },
    { key: 'data_assets_processed', blank: NONE },
    { key: 'data_assets_stored', blank: NONE },
    { key: 'data_formats_accepted', words: ['json', 'xml', 'serialization', 'file', 'csv'], blank: NONE },
    { key: 'communication_links', blank: NO_ENTRIES },
  ],
  link: [
    { key: 'id' },
    { key: 'title' },
    { key: 'target' },
    { key: 'description', blank: NULL },
    { key: 'protocol', words: PROTOCOLS, blank: 'unknown-protocol' },
    { key: 'authentication', words: AUTHENTICATIONS, blank: 'none' },
    { key: 'authorization', words: ['none', 'technical-user'], blank: 'none' },
    { key: 'tags' },
    { key: 'vpn', blank: false },
    { key: 'ip_filtered', blank: false },
    { key: 'readonly', blank: false },
    { key: 'usage', words: USAGES, blank: 'business' },
    { key: 'data_assets_sent', blank: NONE },
    { key: 'data_assets_received', blank: NONE },
  ],
  boundary: [
    { key: 'id' },
    { key: 'title' },
    { key: 'description', blank: NULL },
    { key: 'type', words: ZONES, blank: 'execution-environment' },
    { key: 'tags' },
    { key: 'technical_assets_inside', blank: NONE },
    { key: 'trust_boundaries_nested', blank: NONE },
  ],
  tracking: [
    {
      key: 'status',
      words: ['unchecked', 'in-discussion', 'accepted', 'in-progress', 'mitigated', 'false-positive'],
      blank: 'unchecked',
    },
    { key: 'justification', blank: NULL },
    { key: 'ticket', blank: NULL },
    { key: 'date', blank: NULL, isConstant: true },
    { key: 'checked_by', blank: NULL, isConstant: true },
  ],
}

/** One meaning, two spellings: v0.9's, which the model uses, and HEAD's. */
const RENAMED: Readonly<Record<string, readonly [old: string, head: string]>> = {
  authorization: ['enduser-identity-propagation', 'end-user-identity-propagation'],
  encryption: ['data-with-enduser-individual-key', 'data-with-end-user-individual-key'],
}
/** Words that HEAD adds. */
const ADDED = new Map([
  ['protocol', 'inter-process-communication'],
  ['data_formats_accepted', 'yaml'],
])

/** The model's spelling of a word of a file. */
export function modelWord(key: string, word: string): string {
  const renamed = RENAMED[key]
  return renamed && word === renamed[1] ? renamed[0] : word
}

/** The dialect's spelling of a word of the model; undefined where it has no such word. */
export function dialectWord({ key, words }: Field, word: string, isHead: boolean): string | undefined {
  const renamed = RENAMED[key]
  if (renamed && renamed[0] === word) return renamed[isHead ? 1 : 0]
  if (!words || words.includes(word) || (isHead && ADDED.get(key) === word)) return word
  return undefined
}

const STAND_INS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  protocol: {
    ...{
      grpc: 'binary',
      grpcs: 'binary-encrypted',
      amqp: 'binary',
      amqps: 'binary-encrypted',
      tcp: 'binary',
    },
    ...{ tls: 'binary-encrypted', mtls: 'binary-encrypted', mqtts: 'binary-encrypted', udp: 'binary' },
    'inter-process-communication': 'in-process-library-call',
  },
  authentication: {
    jwt: 'token',
    oauth: 'token',
    oauth2: 'token',
    'api-key': 'token',
    mtls: 'client-certificate',
  },
  technology: {
    ...{ llm: 'ai', agent: 'ai', 'tool-server': 'tool', 'vector-store': 'database', cache: 'database' },
    ...{ 'object-storage': 'block-storage', 'log-store': 'monitoring' },
  },
  status: { 'wont-fix': 'accepted' },
  data_formats_accepted: { yaml: 'file' },
}

/** A word of the dialect that comes near one that it does not have; undefined where none does. */
export function standIn(key: string, word: string): string | undefined {
  const near = STAND_INS[key]
  return near && Object.hasOwn(near, word) ? near[word] : undefined
}
