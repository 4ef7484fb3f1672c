/**
 * Sentences as a language model writes them about five diagrams. `invented` lines end in the noun that the
 * diagram does not have, after a bar; `grounded` ones name nothing that is not there. A third of each is held
 * back from tuning.
 */
import { LLM_AGENT } from '../../formats/fenceline/templates/llm-agent.ts'
import { MOBILE } from '../../formats/fenceline/templates/mobile.ts'
import { ORDERS } from '../../formats/fenceline/templates/orders.ts'
import { WEB } from '../../formats/fenceline/templates/web.ts'

export interface Sentences {
  readonly name: string
  /** A whole model file. */
  readonly file: string
  readonly target: string
  readonly invented: readonly (readonly [sentence: string, noun: string])[]
  readonly grounded: readonly string[]
}

function sentences(
  name: string,
  file: string,
  target: string,
  invented: string,
  grounded: string,
): Sentences {
  const lines = (text: string): readonly string[] => text.trim().split('\n')
  return {
    name,
    file,
    target,
    invented: lines(invented).map((line) => {
      const [sentence = '', noun = ''] = line.split('|').map((part) => part.trim())
      return [sentence, noun]
    }),
    grounded: lines(grounded),
  }
}

const PLANT = `# end-marked
title: Bottling Plant
technical_assets:
  operator:
    title: Shift Operator
    type: external-entity
    used_as_client_by_human: true
    communication_links:
      hmi:
        target: hmi
  hmi:
    title: HMI Panel
    type: process
    technologies: [desktop]
    communication_links:
      plc:
        target: plc
        protocol: Modbus
  plc:
    title: Line Controller
    type: process
    note: Siemens PLC
    technologies: [iot-device]
    communication_links:
      historian:
        target: historian
        protocol: mqtt
  historian:
    title: Historian
    type: datastore
    note: InfluxDB
    technologies: [database]
  vendor:
    title: Vendor Remote Access
    type: external-entity
    note: VPN
    communication_links:
      plc:
        target: plc
        protocol: ssh
trust_boundaries:
  ot:
    title: OT network
    type: network-on-prem
    technical_assets_inside: [plc, hmi]
notes:
  - "Recipes come from the ERP every night"
# end
`

export const SENTENCES: readonly Sentences[] = [
  sentences(
    'Orders',
    ORDERS,
    'orders-service',
    `
An attacker publishes forged events to Kafka and changes the order state. | Kafka
The Fraud Engine can be bypassed by sending small amounts. | Fraud Engine
A request to \`billing-service\` may be replayed. | billing-service
Messages in RabbitMQ are readable by every consumer. | RabbitMQ
The Notification Service sends order details to the wrong customer. | Notification Service
Secrets in Vault can be read by the Orders Service role. | Vault
An attacker poisons documents in MongoDB to change prices. | MongoDB
The inventory-service trusts the caller's identity. | inventory-service
A stolen Keycloak admin password lets anybody mint tokens. | Keycloak
The Admin Portal exposes refunds without a second factor. | Admin Portal
Orders are copied to the S3 bucket without encryption. | S3
Logs shipped to Elasticsearch contain card data. | Elasticsearch
The message queue between the services has no authentication. | message queue
Compromise of the Kubernetes control plane gives access to the Orders Service. | Kubernetes
The "Refund Worker" processes the same refund twice. | Refund Worker
Data is replicated to the Analytics Database without masking. | Analytics Database
The Load Balancer forwards requests without the client address. | Load Balancer
An attacker reaches the internal \`audit-log-db\` from the app tier. | audit-log-db
Injection into MySQL through the order note. | MySQL
The CDN caches responses with personal data. | CDN
PayPal callbacks are accepted without a signature. | PayPal
The Reporting Service reads all orders with a technical user. | Reporting Service
The email server relays order confirmations in the clear. | email server
A rogue client registers with Consul and receives traffic. | Consul
The search cluster returns orders of other customers. | search cluster
Backups in Glacier are not encrypted. | Glacier
The Loyalty API accepts negative points. | Loyalty API
An attacker alters the shipping queue. | shipping queue
Attackers enumerate customers through the User Directory. | User Directory
The nginx ingress does not strip forwarded headers. | nginx
Price data from the catalog service is not checked. | catalog service
Requests through the Service Mesh are not authenticated. | Service Mesh
Data in the Data Warehouse is readable by analysts. | Data Warehouse
A compromised Jenkins job deploys a backdoored Orders Service. | Jenkins
Session tickets are stored in Memcached without expiry. | Memcached
The \`ledger\` service accepts duplicate entries. | ledger
The payment processor worker queue loses messages when flooded. | payment processor worker queue
A forged message on the event bus triggers shipping. | event bus
Okta group claims are trusted for the refund role. | Okta
The Customer Portal embeds the token in its URL. | Customer Portal
`,
    `
The API Gateway accepts a JWT whose signature was never checked.
An attacker on the app tier network can write sessions into Redis without authentication.
The gateway forwards requests to the Orders Service without checking the audience claim.
SQL injection in the order search lets an attacker read customer PII from Postgres.
The Stripe API key could be leaked through the logs of the service.
A Denial of Service against the gateway stops all orders.
Cross-Site Scripting in the browser steals the session token.
An attacker may replay a token captured between the browser and the API Gateway.
PostgreSQL stores customer data with transparent encryption only.
The cache has no authentication, so any host in the app tier can flush it.
The Orders service does not verify that the order belongs to the caller.
A request with \`role: admin\` in its body changes the role of the account.
The session cache is not encrypted at rest.
Payment requests sent to Stripe may be tampered with if TLS verification is off.
Tokens issued by the Identity Service never expire.
The \`X-Forwarded-For\` header is trusted by the gateway.
An attacker sends thousands of requests and exhausts the connection pool of the database.
The third party may deny having received a payment request.
Man in the Middle attacks between orders-service and redis are possible in plaintext.
Customer PII in Postgres is readable with the technical user's credentials.
The orders database grants more rights than the service needs.
Error messages of the API reveal stack traces.
The DMZ host may be used to reach the app tier.
A malicious server could pose as the Stripe API if certificates are not checked.
An IDOR lets a customer read somebody else's orders by changing the \`id\` parameter.
The Gateway does not limit the number of requests per client.
Broken Object Level Authorization exposes the orders of other customers.
A crafted serialized object in Redis executes code in the Orders Service.
Because the user controls the price field, the total may be changed.
If the JWT validation is skipped, an attacker acts as any customer.
An attacker who controls the payment provider can forge results.
The backend service trusts the gateway's headers.
Attackers use a botnet to flood the public API.
The browser keeps the token in local storage, where a script can read it.
OWASP calls this Server-Side Request Forgery.
The in-memory cache loses sessions on restart.
Postgres' audit log is switched off, so changes cannot be attributed.
The external payment service is called without an idempotency key.
"Session" data is sent without integrity protection.
A GET request with a long query string blocks the web service.
`,
  ),
  sentences(
    'Web',
    WEB,
    'web-server',
    `
Redis keys hold session data without expiry. | Redis
The Payment Gateway accepts forged callbacks. | Payment Gateway
An attacker uploads malware that the antivirus-service misses. | antivirus-service
The API Gateway does not authenticate visitors. | API Gateway
The Cloudflare cache keeps personal pages. | Cloudflare
The LDAP Directory accepts anonymous binds. | LDAP Directory
A poisoned image reaches the Thumbnail Service. | Thumbnail Service
Entries in the Audit Database can be altered by the worker. | Audit Database
Splunk receives password hashes in log lines. | Splunk
The \`profile-api\` returns e-mail addresses of all accounts. | profile-api
The load balancer terminates TLS and forwards plain HTTP. | load balancer
The Identity Provider issues tokens without an expiry. | Identity Provider
Compromise of the Docker host gives root. | Docker
The Billing System trusts amounts sent by visitors. | Billing System
A stale record in the DNS Server sends visitors elsewhere. | DNS Server
An attacker reads uploads from the public Azure Blob container. | Azure
Attackers abuse the SMS Provider to send spam. | SMS Provider
The webhook-relay drops signatures. | webhook-relay
The Backup Server keeps copies of all accounts. | Backup Server
The cache serves the page of another visitor. | cache
Queries against Oracle run with the owner's rights. | Oracle
The 'Import Agent' runs with administrator rights. | Import Agent
The search index exposes private uploads. | search index
Session affinity in HAProxy can be abused. | HAProxy
The Chat Bot reveals account details. | Chat Bot
The Grafana dashboard is open to everyone. | Grafana
A visitor calls the internal GraphQL Gateway directly. | GraphQL Gateway
The recommendation service leaks what others viewed. | recommendation service
Jobs in Celery are unpickled without checks. | Celery
The Key Management Service is reachable from the worker. | Key Management Service
`,
    `
A visitor uploads a file that the worker executes.
The Admin Console accepts a stolen session cookie.
Jobs in the queue can be forged by any host in the private subnet.
The web server writes user input into the database without parameters.
The mail provider may read password reset links.
An Administrator can deny having deleted an account.
The File Store serves uploads with an executable content type.
Messages in the Job Queue are not signed.
CSRF on the admin console changes accounts.
The job queue accepts messages from the web server without authentication.
A flood of uploads fills the file store.
The web application reveals stack traces to visitors.
Password hashes in the Database can be cracked offline.
The queue can be filled until the worker falls behind.
An attacker in the public subnet scans the private subnet.
The visitor's browser runs a script that an attacker uploaded.
The two-factor check of the administrator can be phished.
Uploads are stored under a name chosen by the visitor.
A compromised worker reads all files in the store.
The Web Server does not limit the size of uploads.
Mail sent through the provider can be spoofed without SPF and DKIM.
The "uploads" folder can be listed by anyone.
SQL statements are built from the \`sort\` parameter.
Log entries of the admin console can be deleted by administrators.
Cloud account credentials in the web server's environment give wide access.
An expired certificate on the web server goes unnoticed.
The database credentials are shared by the web server and the admin console.
Session fixation lets an attacker ride the visitor's login.
A Slowloris attack occupies all connections of the server.
Zip bombs among the uploads exhaust the worker.
`,
  ),
  sentences(
    'Mobile',
    MOBILE,
    'backend-api',
    `
Tokens in Firebase are readable by every app. | Firebase
The Analytics SDK Server receives profile data. | Analytics SDK Server
The API Gateway does not pin certificates. | API Gateway
A stolen device reaches the device-management-service. | device-management-service
The Payment Service accepts replayed receipts. | Payment Service
Profiles cached in Redis outlive the account. | Redis
The Content Delivery Network caches profiles. | Content Delivery Network
Deep links from the Web Portal are not checked. | Web Portal
Crash reports in Sentry contain refresh tokens. | Sentry
The message broker redelivers old profile changes. | message broker
Profile photos in the S3 bucket are public. | S3
The \`session-store\` keeps tokens after logout. | session-store
The Admin API exposes all profiles. | Admin API
An attacker floods the Kafka topic of profile changes. | Kafka
The Recommendation Engine reveals interests. | Recommendation Engine
Bulk exports by the "Reporting Job" hold all profiles. | Reporting Job
The Feature Flag Service can be used to switch off checks. | Feature Flag Service
DynamoDB tables lack encryption. | DynamoDB
The logging server stores access tokens. | logging server
Requests through Envoy lose the caller's identity. | Envoy
The SMS Gateway can be abused to send codes. | SMS Gateway
The Consent Database is writable by the app. | Consent Database
An attacker reads push payloads in the RabbitMQ queue. | RabbitMQ
A proxy such as Zuul strips the token. | Zuul
The chat-service trusts the profile name. | chat-service
The Fraud Detection System is not consulted. | Fraud Detection System
Backups on the Backup Server are unencrypted. | Backup Server
The media cache shows photos of other users. | media cache
The WordPress admin is open. | WordPress
The Partner API receives more of the profile than needed. | Partner API
`,
    `
The Mobile App keeps refresh tokens in plain files of the device.
A rooted device lets other apps read the Device Storage.
The Backend API does not check that a token was issued for it.
Push messages reveal profile details on the lock screen.
The Push Service may read message contents.
A tampered app sends forged profile changes to the backend.
The identity provider's signing key could be stolen.
The profile database stores preferences without encryption.
Certificate pinning in the app is missing, so a MITM can read traffic.
The User may be tricked into installing a repackaged app.
An attacker extracts API keys from the app's binary.
The IdP accepts redirects to any scheme.
OAuth codes can be intercepted by another app through a custom URL scheme.
The database user of the Backend API may drop tables.
Refresh tokens are valid after the user signs out.
The backend returns the profile of any id.
The app logs access tokens with debug output.
A malicious app abuses inter-process communication to call the mobile app.
The API leaks whether an e-mail address is registered.
The third party push service learns who talks to whom.
SQL injection in the profile search dumps the Profile Database.
Tokens travel in the URL and end up in logs.
Replay of a token from a stolen phone remains possible for weeks.
The data tier is reachable from the backend without restriction.
The device's storage is included in cloud backups.
Denial of Service by a flood of sign-in requests.
The backend API trusts the \`user_id\` field of the request.
Jailbroken devices bypass the integrity check.
A user denies having changed the profile because nothing is recorded.
Elevation of Privilege through a forged role claim in the access token.
`,
  ),
  sentences(
    'Agent',
    LLM_AGENT,
    'agent',
    `
The Billing Agent is told to issue refunds. | Billing Agent
Embeddings in Pinecone of other tenants are returned. | Pinecone
The Guardrail Service can be skipped. | Guardrail Service
The Email Gateway sends mail that the model wrote. | Email Gateway
Secrets in HashiCorp Vault reach the prompt. | Vault
The \`policy-engine\` is not asked before a tool call. | policy-engine
Messages in SQS trigger the agent without a user. | SQS
The Web Scraper fetches pages with hidden instructions. | Web Scraper
Slack messages carry injected instructions. | Slack
The Session Cache returns another user's conversation. | Session Cache
The API Gateway does not limit the token use. | API Gateway
The code sandbox cluster runs whatever the model writes. | code sandbox cluster
The Identity Provider accepts the agent's own token. | Identity Provider
Jira tickets are created with secrets. | Jira
The evaluation service logs conversations. | evaluation service
Neo4j returns relations of confidential documents. | Neo4j
The CRM System is updated without approval. | CRM System
Documents in SharePoint are read with the agent's rights. | SharePoint
The planner-service forwards instructions unchecked. | planner-service
The Prompt Registry can be changed by anybody. | Prompt Registry
The SQL Server gives the tool write access. | SQL Server
The event stream replays old tool calls. | event stream
The Browser Extension leaks the conversation. | Browser Extension
Calls to Salesforce happen under one account. | Salesforce
The Moderation API is unavailable and fails open. | Moderation API
The Redis memory holds credentials. | Redis
The object storage bucket with documents is public. | bucket
The orchestration database can be altered. | orchestration database
LangSmith receives the whole prompt. | LangSmith
The "Approval Service" is bypassed. | Approval Service
`,
    `
Injected instructions in documents make the Agent call tools.
The agent passes tool credentials to the Model API.
The Vector Store returns documents that the user may not see.
A user asks the chat service for another user's conversations.
The Tool Server runs commands with its own rights.
Prompt Injection through the Ticket System steers the agent.
The Ingestion process accepts poisoned documents.
The memory keeps conversations after they should be deleted.
The third party behind the Model API may store prompts.
The LLM invents tool arguments that delete tickets.
The vector database is not separated by tenant.
Conversations in Memory are readable with one database account.
The chat-service does not limit the number of messages, so model cost explodes.
Denial of wallet by long prompts.
A forged session lets an attacker read the conversation of a victim.
The agent runtime can reach the knowledge zone without restriction.
Tool calls are not logged, so nobody can prove who asked.
The model's output is rendered as HTML in the user's browser.
An attacker plants a document that tells the model to send data to the ticket system.
The Agent acts with more permissions than the user has.
Retrieved documents are treated as instructions.
The tool server's token can be stolen from the agent's memory.
Ticket contents may contain personal data.
The platform operator can read all conversations.
The ingestion job trusts file names.
The session id of the Chat Service is guessable.
RAG answers cite documents without checking rights.
An answer of the language model may contain a malicious link.
Data sent to the model provider leaves the company.
The Model API key is shared by all users.
`,
  ),
  sentences(
    'Plant',
    PLANT,
    'plc',
    `
The SCADA Server sends wrong set points. | SCADA Server
Recipes in the MES Database can be changed. | MES Database
An attacker pivots through the Jump Host. | Jump Host
The firmware-update-service pushes unsigned images. | firmware-update-service
The Mosquitto broker accepts anonymous clients. | Mosquitto
The Cloud Gateway forwards commands to the line. | Cloud Gateway
The Engineering Workstation holds project files. | Engineering Workstation
Alarms in the Alert Manager can be muted. | Alert Manager
PostgreSQL holds the production counts. | PostgreSQL
The \`batch-scheduler\` starts recipes at any time. | batch-scheduler
The Domain Controller shares passwords with the office. | Domain Controller
Grafana shows production data to all. | Grafana
The Safety Controller can be reprogrammed. | Safety Controller
Sensor readings in Kafka are not signed. | Kafka
The OPC Server accepts any certificate. | OPC Server
The "Recipe Service" trusts the file name. | Recipe Service
The Web Dashboard is reachable from the office. | Web Dashboard
A worm spreads over the File Server. | File Server
The quality database is not backed up. | quality database
The Time Server can be spoofed. | Time Server
Commands through the Azure IoT Hub are not authenticated. | Azure
The camera server records shifts. | camera server
An attacker abuses TeamViewer on the panel. | TeamViewer
The Asset Inventory System lists open ports. | Asset Inventory System
The message queue drops alarms. | message queue
The maintenance-api has no login. | maintenance-api
The Redis cache holds set points. | Redis
The Backup Controller takes over with old firmware. | Backup Controller
Data in the S3 archive is public. | S3
The Robot Cell Controller follows forged commands. | Robot Cell Controller
`,
    `
Modbus commands to the Line Controller are not authenticated.
The Shift Operator may deny having changed a set point.
Anybody on the OT network can write registers of the PLC.
The HMI panel is left signed in between shifts.
The vendor's remote access stays open after maintenance.
Vendor Remote Access uses one shared VPN account.
The Historian accepts forged measurements.
InfluxDB listens without authentication.
An attacker replays captured Modbus frames.
A flood of packets stops the controller's scan cycle.
The Siemens controller runs old firmware.
The historian's data shows production volumes to competitors.
SSH keys of the vendor are never changed.
MQTT messages are sent in plaintext.
The operator can reach functions meant for engineers.
Measurements may be altered on their way to the historian.
The ERP could send a wrong recipe at night.
The line controller trusts every host in the network.
An insider uploads a changed program to the PLC.
The panel's screen shows passwords.
Malware on the vendor's laptop reaches the plant.
Physical access to the HMI Panel lets anybody stop the line.
Default passwords on the controller were never changed.
The time of events in the historian is not reliable.
Nobody records who changed the set points.
The remote access does not ask for MFA.
A denial-of-service attack on the panel blinds the operator.
The database of measurements is readable by every device.
An attacker who controls the panel sends harmful commands.
Spoofed sensor values mislead the Operator.
`,
  ),
]
