/**
 * Words that tell the kind of a component, in the languages of the people who draw. A table, so that a word
 * is one entry; the last word of a title counts, since it says what the others only describe ("user service").
 */
import type { Kind } from '../schema.ts'

/** Stand alone or at either side of a sign; in the plural as well where that is an `s`. */
const WORDS: Readonly<Record<Kind, string>> = {
  external: `
    user customer client browser visitor guest person people human actor operator admin administrator attacker
    adversary developer engineer employee staff tester analyst agent-user patient doctor buyer seller member
    subscriber consumer-app third-party 3rd-party external externals partner vendor supplier provider saas internet
    public world outside web-browser end-user client-app mobile-app mobile phone smartphone tablet laptop desktop
    workstation device iphone android ios payment-gateway payment-provider payment-processor fediverse
    benutzer benutzerin nutzer nutzerin kunde kunden kundin anwender besucher mitarbeiter drittanbieter
    utilisateur utilisatrice navigateur visiteur fournisseur
    usuario usuarios usuária usuário usuários cliente clientes navegador visitante proveedor fornecedor
    utente utenti gebruiker gebruikers klant użytkownik klient kullanıcı müşteri
    пользователь пользователи клиент клиенты браузер администратор`,
  process: `
    service microservice server gateway api app application webapp web-app frontend front-end backend back-end
    worker handler controller processor engine proxy balancer load-balancer lb waf cdn lambda function job scheduler
    cron daemon module component manager orchestrator router dispatcher broker-service pipeline runner executor
    process task bot assistant agent llm parser validator generator renderer builder adapter connector middleware
    producer consumer listener publisher subscriber-service microfrontend ui dashboard portal website site page cli
    user-pool sdk library framework container pod cluster node vm instance system platform plugin script program resolver
    dienst anwendung prozess verarbeitung steuerung servicio aplicación serviço aplicação aplicativo proceso processo
    serveur applicatif сервис сервер приложение шлюз`,
  store: `
    database db datastore data-store data-base store storage cache queue topic bucket table warehouse lake data-lake
    repository repo registry disk volume filesystem file-system file-share blob blobs file files folder directory
    log logs log-store audit-log ledger archive backup backups index vault keystore key-store secret-store secrets
    secrets-manager secret-manager key-vault parameter-store session-store vector-store vectordb vector-db
    postgres postgresql mysql mariadb sqlite oracle mssql sql rds aurora cockroachdb dynamodb dynamo mongodb mongo
    cassandra couchdb firestore cosmosdb snowflake redshift bigquery clickhouse influxdb timescaledb neo4j redis
    memcached memcache valkey s3 gcs minio elasticsearch opensearch solr kafka rabbitmq sqs sns kinesis pubsub pub-sub
    nats mqtt pinecone weaviate chroma qdrant efs ebs hdfs
    datenbank datenbanken speicher warteschlange ablage cola almacenamiento armazenamento fila base-de-datos
    base-de-données banco-de-dados stockage wachtrij opslag baza-danych хранилище очередь кэш бд база-данных
    veritabanı`,
}

/** Companies whose service is meant, whatever noun follows: "Stripe API". */
const VENDORS = new Set(
  `stripe paypal adyen braintree klarna twilio sendgrid mailgun mailchimp plaid auth0 okta salesforce hubspot zendesk
  slack discord telegram whatsapp github gitlab bitbucket google facebook instagram linkedin twitter youtube openai
  chatgpt anthropic claude gemini mistral huggingface cloudflare datadog sentry pagerduty shopify docusign`.match(
    /\S+/gu,
  ),
)
/** Say how something runs, not what it is: the word before them counts where it names a store or a vendor. */
const WEAK = new Set(
  'api apis service services server servers cluster clusters container containers instance instances node nodes vm pod platform cloud app'.split(
    ' ',
  ),
)
/** Those that say nothing beside a store; a "database service" may be a process of its own. */
const WEAK_BESIDE_STORE = new Set([...WEAK].filter((word) => !/^(?:api|service|app)/u.test(word)))
/** Somebody else's, whatever it is ... */
const FOREIGN =
  /(?<![\p{L}\p{N}])(?:external|(?:third|3rd)[\s-]part(?:y|ies)|extern(?:e|er|es|o|a|os|as)?)(?![\p{L}\p{N}])|外部|第三方|サードパーティ/iu
/** ... but not what faces the outside. */
const FACING =
  /(?<![\p{L}\p{N}])(?:gateway|balancer|lb|proxy|ingress|firewall|waf|dns|interface)(?![\p{L}\p{N}])/iu

/** Of scripts that set no space between words. */
const PARTS: Readonly<Record<Kind, string>> = {
  external:
    '用户 用戶 客户端 客戶端 客户 客戶 浏览器 瀏覽器 管理员 第三方 ユーザー ユーザ 利用者 顧客 ブラウザ 管理者 クライアント 사용자 고객 브라우저 관리자 클라이언트',
  process:
    '服务 服務 网关 閘道 应用 系统 サービス サーバー サーバ アプリ ゲートウェイ 서비스 서버 게이트웨이',
  store:
    '数据库 資料庫 缓存 快取 队列 佇列 存储 儲存 データベース キャッシュ キュー ストレージ 데이터베이스 캐시 큐 저장소 스토리지',
}

const KIND_OF = new Map([
  ...entries(WORDS),
  ...[...VENDORS].map((word): [string, Kind] => [word, 'external']),
])
const PART_OF = entries(PARTS).sort(([a], [b]) => b.length - a.length)
/** What follows only says more about what stands before. */
const FURTHER =
  /\s(?:of|for|from|with|via|to|in|on|by|at|and|or|für|von|mit|de|del|des|du|da|do|pour|para|per)\s|[(:,;[{–—|]|\s[-/]\s/iu
const MOST = 200

export interface FoundWord {
  readonly kind: Kind
  /** As it is written. */
  readonly word: string
}

interface SizedWord extends FoundWord {
  readonly size: number
}

/** The last word of the title's first part that tells a kind, else one of the rest. */
export function findKindWord(title: string): FoundWord | undefined {
  const text = title.slice(0, MOST)
  const foreign = FACING.test(text) ? null : FOREIGN.exec(text)
  if (foreign) return { kind: 'external', word: foreign[0] }
  const whole = lastWord(text.match(/[\p{L}\p{N}]+/gu) ?? [], 3)
  // "base de datos" is one word, whatever "de" says.
  if (whole && whole.size > 1) return whole
  const cut = FURTHER.exec(text)
  const [first, rest] = cut ? [text.slice(0, cut.index), text.slice(cut.index)] : [text, '']
  return find(first) ?? find(rest)
}

function find(text: string): FoundWord | undefined {
  const word = lastWord(text.match(/[\p{L}\p{N}]+/gu) ?? [], 3)
  if (word) return word
  const found = PART_OF.map(([part, kind]) => ({ word: part, kind, at: text.lastIndexOf(part) }))
  const [last] = found
    .filter(({ at }) => at >= 0)
    .sort((a, b) => b.at + b.word.length - (a.at + a.word.length) || b.word.length - a.word.length)
  return last
}

/** The last of the words, or the last two or three together, that the table knows. */
function lastWord(words: readonly string[], most: number): SizedWord | undefined {
  for (let end = words.length; end > 0; end -= 1) {
    const found = wordAt(words, end, most)
    if (!found) continue
    const before = WEAK.has(found.word.toLowerCase()) ? wordAt(words, end - 1, most) : undefined
    const isStore = before?.kind === 'store' && WEAK_BESIDE_STORE.has(found.word.toLowerCase())
    return before && (isStore || VENDORS.has(before.word.toLowerCase())) ? before : found
  }
  return undefined
}

/** The longest entry of the table that ends there. */
function wordAt(words: readonly string[], end: number, most: number): SizedWord | undefined {
  for (let size = Math.min(most, end); size > 0; size -= 1) {
    const written = words.slice(end - size, end)
    const kind = kindOf(written.join('-').toLowerCase())
    if (kind) return { kind, word: written.join(' '), size }
  }
  return undefined
}

function kindOf(word: string): Kind | undefined {
  return KIND_OF.get(word) ?? (word.endsWith('s') ? KIND_OF.get(word.slice(0, -1)) : undefined)
}

function entries(table: Readonly<Record<Kind, string>>): [string, Kind][] {
  const kinds: readonly Kind[] = ['external', 'process', 'store']
  return kinds.flatMap((kind) =>
    (table[kind].match(/\S+/gu) ?? []).map((word): [string, Kind] => [word, kind]),
  )
}
