/**
 * Names of products that would be a component or run one, each with its other spellings. A name in capitals
 * only where the plain word is common English is written with an `=` in front: it counts as written.
 */
const NAMES = `
Redis; Valkey; Memcached, Memcache; Hazelcast; Varnish
PostgreSQL, Postgres, Postgre, PG; MySQL; MariaDB; =Oracle, Oracle DB, Oracle Database; SQL Server, MSSQL; SQLite
CockroachDB, Cockroach DB; MongoDB, Mongo; DynamoDB, Dynamo DB; Cassandra; CouchDB, Couchbase; Cosmos DB, CosmosDB
Firestore; Firebase; Supabase; Neo4j; InfluxDB, Influx; TimescaleDB; ClickHouse; Snowflake; Redshift; BigQuery
Aurora; =RDS; Elasticsearch, Elastic Search; OpenSearch; Solr; Algolia; Pinecone; Weaviate; Milvus; Qdrant; pgvector
Kafka; RabbitMQ, Rabbit MQ; ActiveMQ; =NATS; Pulsar; Kinesis; =SQS; =SNS; EventBridge; Mosquitto; HiveMQ; ZeroMQ
S3, AWS S3, Amazon S3; MinIO; Glacier; Blob Storage; SharePoint; OneDrive; Dropbox; Google Drive; Nextcloud
Keycloak; Okta; Auth0; Cognito; Entra, Entra ID, Azure AD; Active Directory; OpenLDAP; Ping Identity; FreeIPA
HashiCorp Vault, =Vault; Secrets Manager; CyberArk; 1Password; =KMS
nginx; Apache; HAProxy; Envoy; Traefik; Zuul; =Kong; Apigee; Istio; Linkerd; =Consul; Eureka; ZooKeeper; =etcd
Cloudflare; Akamai; Fastly; CloudFront; =IIS; Tomcat; WildFly; JBoss
Kubernetes, K8s; Docker; Podman; OpenShift; Nomad; =ECS; =EKS; =AKS; =GKE; EC2; Fargate; =Lambda, AWS Lambda
Jenkins; GitHub; GitLab; Bitbucket; Argo CD, ArgoCD; CircleCI; Artifactory; Nexus Repository; SonarQube; Terraform; Ansible
Splunk; Datadog; New Relic; Sentry; Grafana; Prometheus; Kibana; Logstash; Fluentd; Loki; CloudWatch; PagerDuty; Zabbix
Nagios; Jaeger; Zipkin; LangSmith
Stripe; PayPal; Adyen; Braintree; Klarna; Plaid; Twilio; SendGrid; Mailgun; Mailchimp; Salesforce; HubSpot; Zendesk
ServiceNow; Jira; Confluence; Slack; Microsoft Teams; Shopify; SAP; Workday
WordPress; Drupal; Joomla; Magento; Airflow; Celery; Sidekiq; Temporal.io; Spark, Apache Spark; Flink; Hadoop; HDFS
Databricks; Tableau; Metabase; Looker; OpenAI; Anthropic; Azure OpenAI; Bedrock; Hugging Face; LangChain; Ollama
AWS, Amazon Web Services; Azure; GCP, Google Cloud; Heroku; Vercel; Netlify; DigitalOcean
TeamViewer; AnyDesk; Citrix; VMware; Hyper-V; Samba; Exchange Server; Postfix; Sendmail; BIND9; Pi-hole; Asterisk
`

export interface Product {
  /** The name that is shown. */
  readonly name: string
  /** In lower case, the name among them. */
  readonly spellings: readonly string[]
  readonly pattern: RegExp
}

/** The longest spelling first within each product. */
export const PRODUCTS: readonly Product[] = NAMES.trim()
  .split(/[;\n]/)
  .map((entry) => entry.trim())
  .filter(Boolean)
  .map(productOf)

function productOf(entry: string): Product {
  const written = entry.split(',').map((name) => name.trim())
  const names = written.map((name) => name.replace('=', ''))
  const patterns = written
    .map((name) => (name.startsWith('=') ? literal(name.slice(1)) : anyCase(name)))
    .sort((a, b) => b.length - a.length)
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.join('|')})(?![\\p{L}\\p{N}])`, 'u')
  return { name: names[0] ?? entry, spellings: names.map((name) => name.toLowerCase()), pattern }
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** A pattern that takes capitals and small letters, since one pattern cannot mix flags. */
function anyCase(text: string): string {
  return [...literal(text)]
    .map((letter) => (/\p{L}/u.test(letter) ? `[${letter.toLowerCase()}${letter.toUpperCase()}]` : letter))
    .join('')
}
