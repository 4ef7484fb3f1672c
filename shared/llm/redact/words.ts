/** Words that stand behind `password:` or `token:` without being one. */

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ''))
}

/** No default password is among them (`admin`, `guest`, `test`, `user`): those go. */
export const BENIGN_VALUES = words(`
  true false yes no none null nil undefined void empty blank n/a na tbd todo unknown any all some
  required optional mandatory needed missing absent present invalid valid valide expired revoked rotated
  hashed salted encrypted encoded masked hidden redacted removed omitted stored saved cached generated provided
  supplied configured injected derived entered typed submitted sent checked verified validated compared reset
  changed updated created deleted managed protected unprotected unencrypted shared leaked stolen exposed
  hardcoded hard-coded plaintext plain-text cleartext clear-text plain text string str varchar char nvarchar
  bytes number integer int boolean bool object array enum const uuid guid base64 hex binary ascii
  hash hashes digest cipher ciphertext salt encryption hashing rotation policy policies storage manager vault
  reset-flow flow service services server store stores provider providers endpoint endpoints api
  authentication authorization authorisation auth login logout sign-in signin sign-up session sessions
  bearer basic opaque short-lived long-lived refresh access id identity csrf xsrf jwt jws jwe saml oauth oidc
  mfa otp totp sms email e-mail biometric passkey passkeys certificate certificates mtls pki hsm kms env environment
  file files database db memory disk cookie cookies header headers body query parameter parameters form
  input field fields prompt stdin interactive manual manually automatic automatically rotating
  see below above here elsewhere later never always only not per each via from by in on at of for with and or the a an
  strong weak high medium low critical sensitive confidential secret-manager secretsmanager
  minimum maximum min max length complexity expiry expires lifetime ttl daily weekly monthly yearly quarterly
  issued issuing validation verification exchange request response brute-force bruteforce stuffing spraying
  guessing sniffing theft reuse replay leakage disclosure spoofing tampering cracking
  include omit same-origin erforderlich gehasht verschlüsselt keine keines requis obligatorio`)

/** Words of sentences: a quoted text that has one describes, it is not a passphrase. */
export const PROSE = words(`
  a an the is are was be been must should may can will shall has have of for from with without by in on at to
  and or not no your our their its this that these those which who when where how if as than least most
  user users admin admins characters chars letters digits long minimum maximum min max stored sent
  password passwords secret secrets token tokens key keys used uses using enter change reset forgot choose`)

/** What keeps or issues secrets; a password may be such a word, a secret hardly is. */
export const PRODUCTS = words(`
  kubernetes k8s docker aws azure gcp google github gitlab hashicorp vault terraform ansible jenkins keycloak
  okta auth0 cognito entra firebase redis postgres postgresql mysql mongodb kafka rabbitmq nginx envoy istio
  spring django rails node java python go rust keychain dpapi tpm yubikey customer client clients employee
  operator operators administrator administrators developer developers team vendor partner tenant tenants`)

/** An algorithm, protocol or format, perhaps with more behind it: `bcrypt(cost=12)`, `PBKDF2/SHA512`. */
export const ALGORITHM =
  /^[("']?(?:bcrypt|scrypt|argon ?2(?:id|i|d)?|pbkdf ?2|(?:hmac|hkdf)(?:[-_/]?sha[-_/]?\d+)?|sha[-_/]?\d{1,3}(?:[-_/]\d{3})?|md[-_]?[245]|aes(?:[-_]?\d{3})?(?:[-_](?:gcm|cbc|ctr|siv))?|chacha20|rsa(?:[-_]?\d{4})?|ecdsa|ecdh|ed25519|x25519|p-?256|[rhep]s(?:256|384|512)|x\.?509(?:v3)?|base ?(?:32|58|64)(?:url)?|utf-?(?:8|16)|jw[tsek]s?|oauth ?[12]?(?:\.[01])?|saml ?[12]?(?:\.[01])?|oidc|openid|fido ?2?|u2f|webauthn|[thx]otp|[m2]fa|pkce|m?tls ?(?:v?1\.[0-3])?|ssl ?v?[23]?|https?|http\/[123]|kerberos|ntlm(?:v2)?|ldaps?|radius|scram(?:-sha-\d+)?|uuid ?v?\d?|guid|v\d+(?:\.\d+)*|\d+[-_ ]?(?:bits?|bytes?|chars?|characters?|days?|hours?|minutes?|min|h|d|m|s|x)|i?so[-_ ]?\d+|k8s|s3|ec2|route53|auth0|oauth2-proxy|log4j)(?![A-Za-z0-9])/i
