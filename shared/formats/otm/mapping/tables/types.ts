/**
 * What IriusRisk's types of components are (StartLeft's mapping files, Apache-2.0, name several hundred of them),
 * and those that others write by hand. The first row whose pattern a type matches counts.
 */
import { findKindWord } from '../../../../model/from-drawing/kind-words.ts'
import type { Kind } from '../../../../model/schema.ts'
import { technologiesIn } from '../../../../model/technology.ts'

export interface TypeReading {
  readonly kind: Kind
  readonly technologies: readonly string[]
  /** Why it was chosen, as the end of "is read as a process, ..."; absent where the type says it. */
  readonly guess?: string
}

type Row = readonly [pattern: RegExp, kind: Kind, technologies?: readonly string[]]

/** Types in lower case, without the makers' prefixes. */
const ROWS: readonly Row[] = [
  [/^(?:generic-)?client$|^user$|^actor$|^person$|^human/u, 'external'],
  [
    /(?:android|ios|mobile)-.*client|^(?:android|ios|mobile)-device|^mobile-(?:client|app)/u,
    'external',
    ['mobile-app'],
  ],
  [/^web-client$|^browser$|web-browser/u, 'external', ['browser']],
  [/desktop-client|^rich-client|thick-client|^desktop$/u, 'external', ['desktop']],
  [/client-vpn|site-to-site-vpn|^vpn/u, 'process', ['remote-access']],
  [/^(?:third-party|external|partner|saas)|-(?:third-party|external-service)$/u, 'external'],
  [/-client$/u, 'external'],
  [
    /^ec2(?:$|-)|^vm$|virtual-machine|^compute-engine|^server$|^lightsail/u,
    'process',
    ['application-server'],
  ],
  [/lambda|cloud-functions?|function-app|serverless-function|^functions$/u, 'process', ['function']],
  [/api-gateway|api-management|^gateway$|^appsync|^apigee/u, 'process', ['gateway']],
  [/load-balanc|^elb$|^alb$|^nlb$|traffic-manager|global-acc/u, 'process', ['load-balancer']],
  [/cloudfront|^cdn|front-door|^nginx|reverse-proxy|app-mesh/u, 'process', ['reverse-proxy']],
  [/(?:^|-)waf(?:$|-)|network-firewall|firewall|^shield/u, 'process', ['waf']],
  [/container-registry|codeartifact|artifact/u, 'store', ['artifact-registry']],
  [
    /container-service|container-kubernetes|kubernetes|docker|fargate|^container|^pod$|openshift|^eks$|^ecs$|^aks$|^gke$/u,
    'process',
    ['container-platform'],
  ],
  [
    /cognito|identity-provider|active-directory|dir-service|aws-iam|^iam$|^sso$|^auth|entra|keycloak|okta/u,
    'process',
    ['identity-provider'],
  ],
  [
    /secrets?-manager|key-vault|^kms$|cloudhsm|^hsm$|hashicorp-vault|^vault$|^acm$|certificate-auth/u,
    'store',
    ['vault'],
  ],
  [
    /dynamo|nosql|mongo|cosmos|cassandra|keyspaces|documentdb|neptune|firestore|couch/u,
    'store',
    ['database', 'nosql'],
  ],
  [/elasticache|redis|memcache|(?:^|-)cache$/u, 'store', ['cache']],
  [
    /^s3$|object-stor|blob|glacier|^cloud-storage|azure-storage|storage-account|bucket/u,
    'store',
    ['file-server', 'object-storage'],
  ],
  [
    /file-system|file-server|file-stor|^efs$|^fsx|^ebs$|block-store|^disk|volume|storage-gateway|^snowball|^backup/u,
    'store',
    ['file-server'],
  ],
  [/elasticsearch|opensearch|cloudsearch|^kendra|^solr/u, 'store', ['search-engine']],
  [
    /simple-queue|^sqs|^sns|message-|queue|event-?(?:bridge|hub|grid)|service-bus|pub-?sub|kafka|rabbitmq|(?:^|-)mq$|kinesis|mqtt/u,
    'store',
    ['message-queue'],
  ],
  [
    /cloudwatch|cloudtrail|x-?ray|monitor|logging|(?:^|-)logs?$|siem|guardduty|security-hub|^splunk|^config$/u,
    'process',
    ['monitoring'],
  ],
  [
    /redshift|data-?lake|data-?warehouse|lake-formation|bigquery|snowflake|timestream/u,
    'store',
    ['database'],
  ],
  [
    /(?:^|-)rds(?:$|-)|postgres|mysql|mariadb|aurora|oracle|sql(?:$|-)|-sql|relational/u,
    'store',
    ['database', 'sql'],
  ],
  [/database|(?:^|-)db(?:$|-)|data-?store|key-value-store|^storage|(?:^|-)store$/u, 'store', ['database']],
  [
    /^web-(?:application|ui|app|server|site)|^webapp|^amplify|front-?end|^website/u,
    'process',
    ['web-application'],
  ],
  [
    /^web-service|^rest|microservice|^api$|service-app|back-?end|^generic-service|^soap/u,
    'process',
    ['web-service'],
  ],
  [/^iot|freertos|sensor|embedded/u, 'process', ['iot-device']],
  [
    /step-functions|simple-workflow|^batch|^glue|data-pipeline|^emr|scheduler|^athena/u,
    'process',
    ['batch-processing'],
  ],
  [/code(?:build|deploy|pipeline|star)|jenkins|ci-?cd|build/u, 'process', ['build-pipeline']],
  [/codecommit|git(?:hub|lab)?$|source-code|repository/u, 'store', ['sourcecode-repository']],
  [
    /sagemaker|comprehend|rekognition|personalize|forecast|^lex$|machine-learning|^bedrock|llm/u,
    'process',
    ['machine-learning'],
  ],
  [/^ses$|mail/u, 'process', ['mail-server']],
  [
    /^vpc|subnet|network|route-?53|dns|transit-gw|nat-gateway|internet-gateway|direct-connect|privatelink/u,
    'process',
  ],
  [/^code-(?:class|module)|library|^module$|^process$|^application$/u, 'process'],
]
/** Say nothing: the drawing tool knew none. */
const EMPTY = /^(?:|empty-component|generic-component|component|undefined|unknown|other)$/u
const MAKER = /^(?:cd-)?(?:(?:microsoft|amazon|google|v2|aws|azure|gcp)-)*/u

/** For a new file: a type that reads as the kind again, and says the technology where IriusRisk has one for it. */
const WRITTEN: readonly (readonly [technology: string, kind: Kind, type: string])[] = [
  ['mobile-app', 'external', 'android-device-client'],
  ['browser', 'external', 'web-client'],
  ['desktop', 'external', 'desktop-client'],
  ['function', 'process', 'aws-lambda-function'],
  ['gateway', 'process', 'api-gateway'],
  ['load-balancer', 'process', 'load-balancer'],
  ['container-platform', 'process', 'docker-container'],
  ['identity-provider', 'process', 'identity-provider'],
  ['vault', 'store', 'vault'],
  ['nosql', 'store', 'other-nosql-database'],
  ['sql', 'store', 'other-relational-database'],
  ['cache', 'store', 'redis'],
  ['message-queue', 'store', 'message-queue'],
  ['object-storage', 'store', 'object-storage'],
  ['file-server', 'store', 'file-server'],
  ['database', 'store', 'other-database'],
  ['web-application', 'process', 'web-application-server-side'],
  ['web-service', 'process', 'web-service'],
]
const PLAIN: Readonly<Record<Kind, string>> = {
  external: 'generic-client',
  process: 'generic-service',
  store: 'other-database',
}

/** `name` helps where the type says nothing. */
export function readType(type: string, name: string): TypeReading {
  const plain = type
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/gu, '-')
  const word = plain.replace(MAKER, '')
  if (!EMPTY.test(plain)) {
    for (const [pattern, kind, technologies = []] of ROWS) {
      if (pattern.test(word) || pattern.test(plain)) return { kind, technologies }
    }
  }
  const spaced = word.replaceAll('-', ' ')
  const found = [EMPTY.test(plain) ? '' : spaced, name].flatMap((text) => {
    const kindWord = findKindWord(text)
    return kindWord ? [{ kind: kindWord.kind, technologies: technologiesIn(text), word: kindWord.word }] : []
  })[0]
  if (found)
    return { kind: found.kind, technologies: found.technologies, guess: `from its word "${found.word}"` }
  return { kind: 'process', technologies: [], guess: 'as neither its type nor its name says more' }
}

/** True for a type that is worth a note: it says more than that there is a component. */
export function isTelling(type: string, title: string): boolean {
  const plain = type.trim().toLowerCase()
  return (
    !EMPTY.test(plain) &&
    !/^generic-/u.test(plain) &&
    plain !== title.trim().toLowerCase().replaceAll(' ', '-')
  )
}

/** The type of a component that has none. */
export function typeFor(kind: Kind, technologies: readonly string[]): string {
  const row = WRITTEN.find(([technology, of]) => of === kind && technologies.includes(technology))
  return row?.[2] ?? PLAIN[kind]
}

/** IriusRisk's own trust zones: their ids in 0.1, their types in 0.2. */
const ZONES: ReadonlyMap<string, string> = new Map([
  ['b61d6911-338d-46a8-9f39-8dcd24abfe91', 'network-cloud-provider'],
  ['2ab4effa-40b7-4cd2-ba81-8247d29a6f2d', 'network-cloud-security-group'],
  ['4bd4efaa-40a7-4cd2-ba81-8247a29a6f2a', 'execution-environment'],
])

/** Threagile's type of a zone; undefined where neither id nor type is one that IriusRisk ships. */
export function zoneTypeOf(id: string, type: string | undefined): string | undefined {
  return ZONES.get(type ?? id) ?? ZONES.get(id)
}
