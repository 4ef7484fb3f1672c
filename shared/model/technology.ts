/**
 * What a component is made of. Declared technologies count, and so do well-known words of the title
 * and note: a hand-typed "Redis (session cache)" is a cache, whether or not anybody declared it.
 * Words on the right are Threagile's technologies (v0.9 and HEAD) where it has one.
 */
import type { Component, Flow } from './schema.ts'

const WORDS: readonly (readonly [pattern: RegExp, technologies: readonly string[]])[] = [
  [
    /\b(postgres(ql)?|mysql|mariadb|oracle|sql server|mssql|sqlite|aurora|rds|cockroach(db)?|sql|snowflake|redshift|bigquery)\b/,
    ['database', 'sql'],
  ],
  [/\b(databases?|db|data ?(store|lake|warehouse))\b/, ['database']],
  [/\b(mongo(db)?|dynamo(db)?|cassandra|couch(db)?|firestore|cosmos ?db|nosql)\b/, ['database', 'nosql']],
  [/\b(redis|memcached?|cache|valkey)\b/, ['cache']],
  [/\b(s3|blobs?|buckets?|object stor(e|age)|minio)\b/, ['file-server', 'object-storage']],
  [/\b(file ?(server|system|share|storage|store)|nfs|smb|ftp server)\b/, ['file-server']],
  [
    /\b(kafka|rabbitmq|sqs|sns|queues?|topic|pub ?\/?sub|event (bus|hub|grid)|(message|service) (bus|broker)|mqtt|nats|kinesis)\b/,
    ['message-queue'],
  ],
  [/\b(elastic ?search|opensearch|solr|search (index|engine))\b/, ['search-engine']],
  [/\b(vault|secrets?( manager| stor(e|age))|kms|hsm|keys? ?(store|vault|storage|management))\b/, ['vault']],
  [
    /\b(audit|audit(or|s)|logs?|logging|logger|siem|splunk|cloudwatch|loki|telemetry)\b/,
    ['monitoring', 'log-store'],
  ],
  [/\b(prometheus|grafana|datadog|metrics|monitor(ing)?|alert(s|ing| manager)?)\b/, ['monitoring']],
  [/\b(gateway|api management|apim|bff)\b/, ['gateway']],
  [/\b(load ?balancer|elb|alb|nlb|haproxy)\b/, ['load-balancer']],
  [/\b(reverse proxy|nginx|envoy|ingress|proxy|cdn|cloudfront|cloudflare|front door)\b/, ['reverse-proxy']],
  [/\bwaf\b/, ['waf']],
  [/\b(vpn|bastion|jump (host|box|server))\b/, ['remote-access']],
  [/\b(browsers?|spa|single[- ]page( app(lication)?)?|web ?client|react app|angular app)\b/, ['browser']],
  [/\b(mobile|android|ios|iphone)\b/, ['mobile-app']],
  [/\b(desktop|laptop|workstation|gui|client app(lication)?|thick client)\b/, ['desktop']],
  [/\b(cli|command line|script)\b/, ['cli']],
  [
    /\b(web ?app(lication)?|web ?sites?|web ?server|web ?front ?end|front ?end|portal|django|rails|flask|wordpress|next\.?js|dashboard)\b/,
    ['web-application'],
  ],
  [
    /\b(back ?end|(app(lication)?|python|node(\.?js)?|java) server|micro ?services?|app service)\b/,
    ['application-server'],
  ],
  [
    /\b(identity|idp|oidc|oauth2?|sso|saml|auth|authentication|authn|authorization server|keycloak|okta|auth0|cognito|entra|login)\b/,
    ['identity-provider'],
  ],
  [/\b(ldap|active directory)\b/, ['identity-store-ldap']],
  [/\b(lambdas?|cloud functions?|functions?|serverless)\b/, ['function']],
  [
    /\b(kubernetes|k8s|docker|containers?|ecs|eks|aks|gke|runtime|hypervisor|sandbox)\b/,
    ['container-platform'],
  ],
  [
    /\b(ci|ci\/?cd|jenkins|(build|deploy(ment)?|release) (pipeline|server|service|agent)|github actions|runners?|argo ?cd|terraform)\b/,
    ['build-pipeline'],
  ],
  [/\b(git|github|gitlab|bitbucket|source ?(code)?|code repo(sitory)?)\b/, ['sourcecode-repository']],
  [/\b((container|artifact|image|package) registry|artifactory|nexus|ecr)\b/, ['artifact-registry']],
  [
    /\b(llms?|gpt(-?[0-9]\w*)?|chatgpt|claude|language models?|gemini|openai|anthropic|bedrock|mistral|inference|foundation model)\b/,
    ['llm'],
  ],
  [
    /\b(ml|machine learning|model (stor(e|age)|registry|server)|jupyter|notebook|training)\b/,
    ['machine-learning'],
  ],
  [
    /\b((ai|llm|autonomous|coding|planner|planning|research|tool) agents?|agents?|copilot|chat ?bot|assistant)\b/,
    ['agent'],
  ],
  [/\b(vector ?(store|db|database|index)|embeddings?|pinecone|weaviate|rag|retriev(al|er))\b/, ['retrieval']],
  [/\b(vector ?(store|db|database|index)|pinecone|weaviate|chroma)\b/, ['vector-store']],
  [/\b((agent|conversation|long[- ]term|chat) (memory|history)|memory store)\b/, ['agent-memory']],
  [/\b(mcp( server)?|tool (server|executor|runner)|plug-?ins?|tools? api)\b/, ['tool-server']],
  [/\b(batch|workers?|cron|scheduler|jobs?|etl|consumer|processor)\b/, ['batch-processing']],
  [/\b(orchestrator|controller|engine|provision(er|ing)|dispatcher)\b/, ['orchestrator']],
  [/\b(e?mail|smtp|ses|sendgrid|mailgun)\b/, ['mail-server']],
  [
    /\b(iot|sensors?|firmware|plc|scada|embedded|smart (home|lock|meter|plug)|thermostat|actuator|field device)\b/,
    ['iot-device'],
  ],
  [/\b(web ?hooks?|callbacks?)\b/, ['webhook']],
  [/\bservices?\b/, ['web-service']],
  [/\b(rest|graphql|apis?|grpc)\b/, ['web-service']],
]

/** What a declared word implies, so that rules need to ask for one word only. */
const IMPLIES: Readonly<Record<string, readonly string[]>> = {
  'web-service-rest': ['web-service'],
  'web-service-soap': ['web-service'],
  ejb: ['application-server'],
  'identity-store-database': ['identity-store', 'database'],
  'identity-store-ldap': ['identity-store'],
  'devops-client': ['cli'],
  'data-lake': ['database'],
  'block-storage': ['file-server'],
  'local-file-system': ['file-server'],
  ai: ['machine-learning'],
  'jwt-validation': ['token-validation'],
  'service-mesh': ['reverse-proxy'],
  'event-listener': ['message-queue'],
  'stream-processing': ['batch-processing'],
  mainframe: ['application-server'],
  cms: ['web-application'],
  erp: ['application-server'],
}

const cache = new WeakMap<Component, readonly string[]>()

/** Declared technologies and those that the title and note name; sorted, may be empty. */
export function technologiesOf(component: Component): readonly string[] {
  const known = cache.get(component)
  if (known) return known
  const technologies = readTechnologies(component)
  cache.set(component, technologies)
  return technologies
}

/** `technologiesOf` for whoever keeps what it gives: it is not kept here. */
export function readTechnologies(component: Component): readonly string[] {
  const guessed = guessTechnologies(component)
  const declared = declaredTechnologies(component)
  return declared.length === 0 ? guessed : [...new Set([...guessed, ...declared])].sort()
}

/** What the model states, with what it implies: facts, where the rest of `technologiesOf` is a reading of the title. */
export function declaredTechnologies(component: Component): readonly string[] {
  if (component.technologies.length === 0) return component.technologies
  const declared = component.technologies.filter((word) => word !== 'unknown-technology')
  return declared.flatMap((word) => [word, ...(IMPLIES[word] ?? [])])
}

/** True when the technologies were read from the title because none are declared. */
export function isGuessed(component: Component): boolean {
  return component.technologies.every((word) => word === 'unknown-technology')
}

function guessTechnologies(component: Component): readonly string[] {
  return technologiesIn(`${component.title} ${component.note ?? ''}`)
}

/** The technologies that well-known words of a text name; sorted, may be empty. */
export function technologiesIn(words: string): readonly string[] {
  const text = words.toLowerCase()
  const found: string[] = []
  // Taking the rows apart in the loop makes it a quarter longer.
  for (const row of WORDS) {
    if (!row[0].test(text)) continue
    for (const technology of row[1]) if (!found.includes(technology)) found.push(technology)
  }
  return found.sort()
}

/** What a component is about, which no technology says: read from title, note and tags. */
const TOPICS: readonly (readonly [pattern: RegExp, topic: string])[] = [
  [
    /\b(admin\w*|operators?|back ?office|console|management|control[- ]plane|privileged|root|bastion|(platform|site) engineers?)\b/,
    'admin',
  ],
  [
    /\b(pay(ments?|pal|roll)?|billing|stripe|adyen|checkout|refunds?|invoices?|bank(ing)?|cards?|wallets?|exchange|orders?|transfers?|ledger|money|trading|subscriptions?|purchases?)\b/,
    'money',
  ],
  [
    /\b(stripe|adyen|paypal|braintree|payments?|bank(ing)?|billing|card (network|processor)|psp)\b/,
    'payment',
  ],
  [
    /\b(credentials?|passwords?|secrets?|(api|secret|private|authorized|signing|encryption)[- ]?keys?|keys? ?(store|vault|storage|management)|vault|kms|hsm|certificates?|wallet file)\b/,
    'credentials',
  ],
  [/\b(sessions?|tokens?|cookies?)\b/, 'session'],
  [
    /\b(pii|phi|personal|customers?|users?|patients?|health|medical|profiles?|employees?|members?|emails?|addresses|gdpr|hr)\b/,
    'personal',
  ],
  [
    /\b(third[- ]part(y|ies)|3rd[- ]party|partners?|vendors?|saas|suppliers?|stripe|adyen|paypal|twilio|sendgrid|plaid)\b/,
    'third-party',
  ],
  [/\b(untrusted|public|anonymous|internet|malicious|guests?)\b/, 'untrusted'],
  [
    /\b(users?|customers?|clients?|engineers?|admin\w*|operators?|developers?|humans?|people|person|employees?|staff|visitors?|patients?|doctors?|managers?|analysts?|buyers?|sellers?|actors?|members?|guests?)\b/,
    'human',
  ],
  [/\b(uploads?|uploaded|files?|images?|attachments?|documents?|media|imports?|pdfs?)\b/, 'files'],
  [/\b(multi[- ]?tenant|tenants?|workspaces?|organi[sz]ations?)\b/, 'tenants'],
  [/\b(backups?|snapshots?|archives?|replicas?)\b/, 'backup'],
  [/\b(config(uration)?s?|settings|policy|policies|feature flags?|rules)\b/, 'configuration'],
  [/\b(audit\w*)\b/, 'audit'],
  [/\b(search|reports?|list(ing)?s?|catalog(ue)?|feeds?|analytics|export)\b/, 'listing'],
]

const topics = new WeakMap<Component, readonly string[]>()

/** What the title, note and tags say the component handles or who it is; in the order of the table. */
export function topicsOf(component: Component): readonly string[] {
  const known = topics.get(component)
  if (known) return known
  const found = readTopics(component)
  topics.set(component, found)
  return found
}

/** `topicsOf` for whoever keeps what it gives: it is not kept here. */
export function readTopics({ title, note, tags }: Component): readonly string[] {
  return topicsIn(`${title} ${note ?? ''} ${tags.join(' ')}`)
}

/** The topics that a text names. */
export function topicsIn(text: string): readonly string[] {
  const words = text.toLowerCase().replaceAll('_', ' ')
  const found: string[] = []
  for (const row of TOPICS) if (row[0].test(words)) found.push(row[1])
  return found
}

const ENCRYPTED = new Set([
  'https',
  'tls',
  'mtls',
  'ssl',
  'wss',
  'sftp',
  'ftps',
  'scp',
  'ssh',
  'ssh-tunnel',
  'ldaps',
  'ipsec',
  'quic',
  'http/2',
  'http/3',
  'h2',
  'grpcs',
  'mqtts',
  'amqps',
  'smtps',
  'imaps',
  'wireguard',
  'vpn',
  'dtls',
  'doh',
  'dot',
])
const PLAIN = new Set([
  'http',
  'ws',
  'ftp',
  'ldap',
  'smtp',
  'pop3',
  'imap',
  'telnet',
  'tftp',
  'mqtt',
  'amqp',
  'jdbc',
  'odbc',
  'sql',
  'tcp',
  'udp',
  'nfs',
  'smb',
  'binary',
  'text',
  'iiop',
  'jrmp',
  'jms',
  'nrpe',
  'xmpp',
  'redis',
  'resp',
  'sql-access-protocol',
  'nosql-access-protocol',
  'reverse-proxy-web-protocol',
  'syslog',
  'snmp',
  'bluetooth',
  'plaintext',
])
const LOCAL = new Set([
  'local-file-access',
  'in-process-library-call',
  'inter-process-communication',
  'container-spawning',
])

/** Protocols of which it is known whether they encrypt, in lower case. */
export const JUDGED_PROTOCOLS: readonly string[] = [...ENCRYPTED, ...PLAIN, ...LOCAL]

const SEPARATOR = /[\s,;+]+/
/** A tag that states it where no protocol does, or one that does not say. */
const STATED = 'encrypted'

/** Whether a flow is encrypted in transit: yes, no, or unknown when its protocol does not say. */
export function encryptionOf(flow: Flow): 'encrypted' | 'plain' | 'local' | 'unknown' {
  if (flow.vpn === true || flow.tags.includes(STATED)) return 'encrypted'
  const protocol = flow.protocol?.toLowerCase()
  if (!protocol) return 'unknown'
  const words = SEPARATOR.test(protocol) ? protocol.split(SEPARATOR) : [protocol]
  if (words.some((word) => ENCRYPTED.has(word) || word.endsWith('-encrypted') || word.startsWith('tls')))
    return 'encrypted'
  if (words.some((word) => LOCAL.has(word))) return 'local'
  return words.some((word) => PLAIN.has(word)) ? 'plain' : 'unknown'
}
