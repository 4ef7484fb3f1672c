/** Words around component names: what a name ends in, what stands for what, and what is no name at all. */

/**
 * Last words of component names. Words of one line stand for one another: a "message broker" is there when
 * the diagram has a queue. The technologies of a component (`technologiesOf`) count as its words.
 */
const HEADS = `
service, microservice, svc, web service
gateway
database, db, data store, datastore, data base, sql, warehouse
queue, broker, message queue, message bus, event bus, bus, topic, event stream, stream
cache
api, web service
server, web server, application server
cluster
bucket, object storage, blob, container
balancer, load balancer
proxy, reverse proxy
portal, web application, dashboard, console, front end, frontend
worker, batch processing, job, scheduler
engine
system
platform
provider
registry
directory
store, storage, repository, file server, vault
vector store, vector database, vector db, embedding store
broker
index, search engine, search index
agent
controller
host
workstation
hub
manager
mesh
scraper, crawler
relay
`

export const HEAD_GROUPS: readonly (readonly string[])[] = HEADS.trim()
  .split('\n')
  .map((line) => line.split(',').map((word) => word.trim()))

/** Last words that make a name of a hyphenated word: `billing-service`. */
export const ID_HEADS: ReadonlySet<string> = new Set(
  (
    'service services svc api db database gateway queue cache server cluster broker bucket worker store proxy ' +
    'engine scheduler relay registry portal manager agent controller hub topic'
  ).split(' '),
)

/** Last words that make a name of a phrase in small letters: "the billing service", "the audit queue". */
export const PLAIN_HEADS: ReadonlySet<string> = new Set(
  'service database queue cache server cluster broker bucket gateway'.split(' '),
)

/** Phrases that name a component by themselves: one of that sort must be there. */
export const LONE_HEADS: readonly string[] = [
  'message queue',
  'message broker',
  'message bus',
  'event bus',
  'event stream',
  'load balancer',
  'service mesh',
  'search index',
  'data warehouse',
  'data lake',
  'cdn',
  'content delivery network',
  'cache',
]

/** Words before a head that describe a component and name none. */
export const DESCRIBING: ReadonlySet<string> = new Set(
  (
    'the a an any every each all both another other same its his her their our your this that these those own new ' +
    'old whole single one two third party first second back backend front frontend internal external upstream ' +
    'downstream remote local central public private shared dedicated main primary secondary production test ' +
    'staging legacy critical vulnerable compromised malicious rogue fake forged attacker hostile untrusted trusted ' +
    'target receiving calling called sending affected underlying existing relevant respective corresponding ' +
    'web cloud http https rest in memory look aside sql relational nosql document user users customer customers ' +
    'application app apps data session client side network unauthenticated unprotected unpatched exposed open ' +
    'connected neighbouring adjacent different wrong right real actual legitimate genuine online offline managed ' +
    'self hosted cached virtual physical multi tenant origin root default from to of for with by on at and or ' +
    'through into via between inside as is are was be has no without within against over if when that which who ' +
    'whose not only also then than where while because before after until since about denial man attack'
  ).split(' '),
)

/** Words that a sentence may begin with, in front of a name. */
export const STARTING: ReadonlySet<string> = new Set(
  (
    'the a an any every each all both another its his her their our your this that these those if when because while ' +
    'after before until since from to for in on by at with without where once as and or but unless although through ' +
    'via only even also then there no some many most several'
  ).split(' '),
)

/** Words that open a sentence or a title in front of a name: orders, and what is wrong with the thing. */
export const OPENING: ReadonlySet<string> = new Set(
  (
    'accept add allow apply audit authenticate authorize avoid bind block check configure consider create define deny ' +
    'disable do drop enable encrypt enforce ensure escape expire filter give grant harden hash have isolate issue keep ' +
    'let limit lock log make mask monitor move never patch pin prevent protect put record reduce reject remove replace ' +
    'require restrict review revoke rotate run sanitize scan scope segment send separate serve set sign store strip ' +
    'terminate test throttle treat turn use validate verify abuse absent broken excessive fake flooding forging full ' +
    'improper insecure insufficient lack leaking loss lost missing overly replay replaying rogue sniffing spoofing ' +
    'stolen stale stealing tampering theft unsafe weak manipulating poisoning intercepting reading attackers attacker ' +
    'anyone anybody someone nobody direct spoof bypass bypassing exhausting malicious hidden'
  ).split(' '),
)

/** Capitalised words that people write in threats and that are no component. */
export const SECURITY_WORDS: ReadonlySet<string> = new Set(
  (
    'tls ssl mtls https http jwt jws jwe oauth oidc saml sso mfa 2fa totp waf csrf xsrf xss xxe ssrf idor bola rce lfi ' +
    'rfi sqli siem soc hsm hsts csp cors dos ddos mitm api apis url urls uri html css json xml yaml sql nosql ldap ' +
    'dns tcp udp ip vpn ssh ftp smtp imap mqtt amqp grpc rest graphql soap rbac abac acl iam pii phi gdpr hipaa pci ' +
    'dss owasp stride cve cvss cwe nist iso ttl get post put patch delete head options unicode ascii utf base64 aes ' +
    'rsa hmac sha md5 pki ca spf dkim dmarc llm ai rag id ids uuid cpu ram io crlf toctou race condition ' +
    'denial of service distributed man in the middle attack cross site scripting request forgery server side sql ' +
    'injection command prompt remote code execution broken object level authorization authentication access control ' +
    'insecure direct reference references security misconfiguration elevation privilege privileges information ' +
    'disclosure spoofing tampering repudiation replay session fixation hijacking brute force credential stuffing ' +
    'mass assignment path traversal directory listing supply chain data breach leak exposure loss integrity ' +
    'confidentiality availability business logic logging monitoring least zero trust top ten transport layer ' +
    'rate limiting timing side channel buffer overflow slowloris zip bomb same origin policy content type length ' +
    'single point failure time check use open redirect clickjacking deserialization model theft excessive agency ' +
    'multi factor role based default password passwords social engineering phishing if when because since while'
  ).split(' '),
)

/** Words beside a quoted word that say it is a field, a value or the like. */
export const FIELD_WORDS: ReadonlySet<string> = new Set(
  (
    'field fields parameter parameters param header headers claim claims attribute attributes flag column columns ' +
    'role endpoint endpoints command commands keyword cookie cookies method value values key keys property option ' +
    'scope variable folder directory file path route permission status header prefix suffix character string tag ' +
    'element function argument setting'
  ).split(' '),
)

/** Words that bring something new in: what a mitigation proposes is no invention. */
export const PROPOSING =
  /\b(add|introduce|deploy|use|put|place|install|adopt|employ|set up|consider|with|through|via|behind|an?|e\.g\.|such as|like|into|in)\s+(an?\s+|the\s+)?$/i
