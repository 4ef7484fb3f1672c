/** Labels, notes and snippets as threat models have them, none with a secret or a name of anybody's. */
const LABELS = String.raw`
Password reset|Password reset flow|Reset password|Forgot password?|Password change request|Change password
Token service|Token Service (STS)|Token endpoint|Token refresh|Refresh token rotation|Access token|Access token (JWT)
API key: required|API key: optional|API key required|API keys|API key management|Rotate API keys|API key per tenant
Secret manager|Secrets Manager|Secret store: Vault|Secret: stored in Vault|Kubernetes Secret|Kubernetes secrets
password: hashed with bcrypt|Password: hashed|password: bcrypt|Password: Argon2id|password: PBKDF2/SHA512
Password: SHA-256 hashed|password: bcrypt(cost=12)|Passwords: salted and hashed|Passwords: never stored in clear
Password policy: 12+ characters|Password: min. 12 characters|Password length: 12|Password: required|Password: optional
Password: none|Password: not stored|password: string|"password": "string"|"token": "string"|password: required
{"password": "required"}|{ "type": "string", "format": "password" }|password: $\{DB_PASSWORD}|password: <password>
PASSWORD=$\{PASSWORD}|password: "{{ db_password }}"|password: ********|Password: ••••••|password=***|token: null
token: true|token=$TOKEN|apiKey: process.env.API_KEY|"secret": "$\{SECRET}"|secret: {{ .Values.secret }}
Token: JWT|Token: OAuth 2.0|Token: opaque|Token: short-lived|Token: 15 minutes|Token lifetime: 15m|token: 3600
Token type: Bearer|token_type: bearer|tokenUrl: /oauth/token|token_url: https://localhost/token|token: user id and role
Bearer token|Bearer token in header|Bearer authentication|Authorization: Bearer token|Authorization: Bearer JWT
Basic authentication|Basic Auth over TLS|Basic auth: disabled|Authorization: Basic|Authorization header|Authorization: required
Authorization: role-based|Authorization: RBAC|Authorization service|Authorization code + PKCE|Authorization code flow
Client secret: rotated|Client secret rotation|client secret: stored in Key Vault|Client credentials grant|Client ID and secret
Credentials: username/password|Credentials: username and password|Credentials|Credential store|User credentials
Credential stuffing|Login credentials|Stolen credentials are replayed|Cookie: HttpOnly, Secure|Session cookie
Session ID in cookie|Session id: random|Session token|Session store|Cookie consent|CSRF token|CSRF token: required
Private key: stored in HSM|Private key in HSM|Public key|Signing key: rotated yearly|Encryption key: AES-256
Encryption key management|Key management service|Master key in KMS|Key: RSA-2048|Shared key: HMAC-SHA256|SSH key
SSH key: ed25519|SAS token|Connection string|Connection string: in Key Vault|Connection strings are encrypted
Connection string from environment|PIN|PIN: 4 digits|PIN pad|OTP via SMS|OTP: 6 digits|One-time password|Passcode lock
Passphrase|Passkey sign-in|Pass-through proxy|Bypass: disabled|Pass: yes|Passport service|Passenger data: encrypted
User|Admin|Customer|Browser|Web App|Web app (React)|Mobile app|iOS app|Android app|SPA|Single-page app|API gateway
API|REST API|GraphQL API|gRPC|Order service|Payment service|Billing|Inventory service|Notification service
E-mail service|Mail server|SMTP relay|Load balancer|Reverse proxy|Nginx|Envoy|WAF|CDN|DNS|Firewall|VPN|DMZ
Internet|Intranet|Corporate network|Trust boundary|Production VPC|Private subnet|Public subnet|us-east-1|eu-west-1a
PostgreSQL|Postgres 16|MySQL 8.0|Redis 7|MongoDB|Kafka|RabbitMQ|Elasticsearch 8.11|S3 bucket|Blob storage|SQLite
Data lake|Data warehouse|Audit log|Log store|Backups|Message queue|Event bus|Dead-letter queue|Cache|Session cache
HTTPS|HTTPS/443|HTTPS (TLS 1.3)|TLS-1|TLS 1.2+|mTLS|TLS-1.3 only|SSL-3|AES-256|AES-256-GCM|SHA-256|SHA-1|HMAC-SHA-256
UTF-8|UTF-16|OAuth-2|OAuth 2.0|OIDC|SAML 2.0|RFC-6749|RFC 7519|CVE-2021-44228|CVE-2026-21852|CWE-79|CAPEC-63
ISO-27001|ISO-8859-1|NIST SP 800-53|AC-2|SC-7|PCI-DSS|SOC-2|FIPS-140|X-509|P-256|ED-25519|IPV-6|HTTP-2|HTTP-3|GPT-4
Node.js|Next.js|Vue.js|Express.js|next.js app|ASP.NET|ASP.NET Core|VB.NET|ADO.NET|.NET 8|Socket.IO|socket.io|draw.io
D3.js|Three.js|Nuxt.js|app.py|main.rs|index.ts|server.js|threat-model.yaml|package.json|docker-compose.yml|Dockerfile
values.yaml|main.tf|setup.sh|README.md|schema.sql|backup.zip|app.config|web.config|appsettings.json|.env|.env.local
config/app.yaml|src/main.py|/api/v1/orders|GET /orders/{id}|POST /login|POST /oauth/token|DELETE /users/:id|/healthz
req.body.id|user.name|user.id|order.customer.id|event.detail.name|console.log|logger.info|System.IO|java.io|com.example.app
http://localhost:3000|localhost:5432|127.0.0.1:8080|0.0.0.0|::1|std::vector|a::b|v1.2.3|1.2.3|v2.0.0-rc.1|10:30:45|2026-11-25
1. Submit order|2. Validate|3. Charge card|4. Confirm|Step-1|Phase-2|Tier-1|LEVEL-2|VLAN-10|ZONE-1|DB-1|API-1|NODE-3|DF-001|TB-2
e.g. a broker|i.e. the server|etc.|vs.|U.S. region|approx. 5 GB|and/or|TBD|N/A|?|—|…|Ünïcode label|データベース|用户|Базa данных
Reads orders|Writes orders|Publishes event|Subscribes to topic|Query by id|SQL query|SELECT * FROM orders|Upload file
Download report|Webhook|Webhook signature check|Card data|PAN (tokenised)|Tokenizer|Token bucket rate limit|Tokenisation service
Personal data|PII|Health records|Confidential|Public|Internal|Restricted|Order #1234|Invoice no. 42|100 req/s|5 GB/day
User logs in with password|User enters password|The password is hashed|The password is never logged|the token is signed
the secret is stored in a vault|the API key is sent in a header|token is validated|the password is at least 12 characters
Attacker guesses the password|Attacker steals the token and replays it|An attacker who reads the secret can forge tokens
Use a password manager|Store secrets in a secret manager|Rotate secrets every 90 days|secret rotation: 90 days
docker run -p 8080:80 app|ssh -p 2222|mkdir -p src/app|--password-stdin|kubectl get secrets|kubectl create secret generic
git clone --depth 1|npm run build|terraform apply|helm upgrade --install|curl -fsSL|GET /token HTTP/1.1|grant_type=password
grant_type=client_credentials|response_type=token|scope=openid profile|state=csrf|code challenge: S256|alg: RS256|alg=none
kid: header|typ: JWT|iss, aud, exp|HS256 signed|X-API-Key header|x-api-key: required|Set-Cookie header|SameSite=Strict
Database password in environment variable|Hard-coded password|Default password|Weak password|Password spraying|Password hash
password_hash: bytes|password_file: /run/secrets/db|secretName: orders-tls|secretKeyRef:|secret_name: orders|token_expiry: 15m
imagePullSecrets|secretsmanager:GetSecretValue|aws_secretsmanager_secret|TokenValidator|PasswordEncoder|SecretKeyFactory|AuthTokenFilter
`

/** At least 300, each once. */
export const BENIGN_LABELS: readonly string[] = [
  ...new Set(
    LABELS.replaceAll('$\\{', '${')
      .split(/[|\n]/)
      .map((label) => label.trim())
      .filter((label) => label !== ''),
  ),
]
