/**
 * Threats in five wordings each, by cell of the Orders template: within a cell every threat is another
 * one. Written for the tests, as different reviewers would put them: `title | what happens`.
 */
import type { Category } from '../../model/schema.ts'

export interface Cell {
  readonly target: string
  readonly category: Category
  /** Each threat's wordings. */
  readonly threats: readonly (readonly Wording[])[]
}

export interface Wording {
  readonly title: string
  readonly description: string
}

function cell(target: string, category: Category, text: string): Cell {
  const threats = text
    .trim()
    .split(/\n\s*\n/)
    .map((block) => block.trim().split('\n').map(wording))
  return { target, category, threats }
}

function wording(line: string): Wording {
  const [title = '', description = ''] = line.split('|').map((part) => part.trim())
  return { title, description }
}

export const CELLS: readonly Cell[] = [
  cell(
    'browser>api-gateway',
    'spoofing',
    `
Forged JWT accepted | The gateway takes a token whose signature it never verifies.
Attacker presents a token with a tampered signature | Signature checks at the gateway are weak, so a self-made token passes.
JWT with alg none passes validation | An unsigned token is treated as a valid identity.
Gateway trusts bearer tokens without verifying who signed them | Anybody can mint a token and act as any customer.
Fake access token is honoured | The JWT is crafted by the attacker, and nobody checks its signature.

Stolen session token replayed | A token taken from the browser is used again from another machine.
Replay of a captured JWT | Somebody who intercepts the token reuses it until it expires.
Attacker reuses a hijacked bearer token | Tokens live long and can be replayed from anywhere.
Token theft lets an attacker ride the victim's session | The stolen token works on any device.
Captured credential is replayed against the gateway | The intercepted token stays good after logout.

Credential stuffing against sign-in | Leaked passwords of other sites are tried automatically.
Passwords guessed by brute force | Nothing slows down repeated login attempts.
Automated login attempts with leaked credential lists | Bots try passwords from other breaches.
Attacker brute-forces customer accounts | Unlimited password guesses are possible at login.
Password spraying takes over accounts | A few common passwords are tried on every login.

Phishing site imitates the shop | Customers enter their password on a look-alike page.
Look-alike domain collects customer logins | A phishing page that resembles the shop harvests credentials.
Customers are phished by a clone of the site | The cloned page hands over what is typed.
Attacker hosts a fake copy of the web shop | Victims are lured by mail to the phishing copy.
Phishing for customer credentials | A convincing imitation of the login page asks for them.
`,
  ),
  cell(
    'api-gateway',
    'denial-of-service',
    `
Missing rate limit | A single client can send any number of requests.
No throttling of clients at the gateway | Floods of requests from one address are all served.
Request flood exhausts the gateway | Without a quota per client, one sender takes all workers.
Gateway overwhelmed by unthrottled requests | There is no rate limiting in front of it.
Unlimited request rate per client | Bots can hammer the API without being throttled.

Unbounded pagination | A page size of a million rows is accepted and loads everything.
List endpoint returns any number of rows | The caller chooses the page size without a maximum.
Huge page size makes one call expensive | Result sets are not limited, so a single query reads the whole table.
Caller can ask for an unlimited result set | No upper bound on the number of rows in a page.
Listing without a maximum page size | One request may return all orders at once.

Oversized request body | Bodies of gigabytes are buffered in memory.
Large payload fills memory | The gateway reads the whole body before it checks the length.
Huge uploads exhaust the memory of the gateway | No limit on the size of a request body.
Request bodies of unlimited size are accepted | A giant payload is held in RAM.
Memory exhaustion by enormous payloads | Content length is not limited.

Slow connections hold all workers | Clients send one byte per second and are never timed out.
Slowloris against the gateway | Half-open requests occupy every connection.
Connections kept open by slow clients | No timeout ends a request that trickles in.
Connection pool drained by trickling requests | Slow senders are not disconnected.
Attacker keeps connections half open | Idle timeouts are missing, so slow clients block the others.
`,
  ),
  cell(
    'orders-service>redis',
    'tampering',
    `
Session entries poisoned in the cache | Anybody on the network can write to Redis, so sessions can be changed.
Cache poisoning through unauthenticated writes | Without a password any host can set session keys.
Attacker writes own session into Redis | Redis asks for no authentication, so the cache can be poisoned.
Unauthenticated client overwrites cached sessions | No credentials are needed to write a key.
Rogue writer plants session data | The cache accepts writes without authentication.

Traffic to Redis modified on the wire | The connection is not encrypted, so a man in the middle changes replies.
Man-in-the-middle alters cached values in transit | The plaintext protocol has no integrity protection.
Unencrypted traffic lets an on-path attacker rewrite sessions | Packets can be changed between service and cache.
Session data changed in transit | Someone on the network path edits the cleartext packets.
On-path tampering because TLS is missing | The link runs in plaintext and can be rewritten.

Unsafe deserialisation of cached objects | A crafted value runs code when the service reads it.
Malicious serialized object in the cache | Deserializing it makes the service execute it.
Gadget chain is triggered when session objects are deserialized | Values are native serialized objects.
Cached blobs are deserialised without a check | A poisoned object leads to code execution.
Serialized payload abuses the reader | The service unpickles what the cache returns.
`,
  ),
  cell(
    'orders-service>redis',
    'information-disclosure',
    `
Session data read on the wire | Redis traffic is plaintext and can be sniffed.
Eavesdropping on unencrypted cache traffic | Anyone on the segment can capture sessions.
Network sniffing reveals sessions | The protocol is not encrypted.
Cleartext connection can be intercepted | Packets between service and cache are readable in transit.
Passive listener captures session content | No TLS protects the link.

Session keys enumerated by another tenant | KEYS and SCAN list the entries of every customer.
Any client can list all cached keys | Key enumeration shows who is signed in.
Enumeration of the key space | SCAN returns every session id.
Keys can be scanned by whoever connects | Listing the keys gives all session ids.
Cache keys are listed with SCAN | Enumerating them exposes the sessions of all customers.

Backup of the cache is readable | The RDB snapshot on disk is not encrypted.
Snapshot file leaks sessions | Dumps are stored on disk without encryption.
Cache dump on disk is exposed | Whoever reads the snapshot sees all sessions.
Unprotected RDB backup | The dump holds session data in the clear.
Persistence files can be copied | The snapshot is world-readable.
`,
  ),
  cell(
    'postgres',
    'information-disclosure',
    `
SQL injection dumps customer data | A crafted parameter changes the query and returns every row.
Attacker extracts PII by injecting SQL | String concatenation lets the input alter the statement.
Injection in the search filter reads other tables | Input ends up in SQL unescaped.
Queries built from user input leak the database | An injected UNION returns card data.
SQLi exposes all orders | The statement is concatenated from request parameters.

Database backups are not encrypted | Dumps in storage can be read by anyone with access to the bucket.
Unencrypted backup leaks customer PII | Backup files hold the tables in the clear.
Stolen dump reveals all orders | The snapshot is kept without encryption.
Backup copies are readable | Whoever gets the archive reads the customer table.
Plaintext database dumps | A lost backup exposes everything.

Service account reads more than it needs | The technical user may select every table.
Over-privileged database user | The role of the service has rights on all schemas.
Least privilege is not applied to the database role | Grants cover tables that the service never uses.
Excessive grants of the technical user | A compromise of the service exposes all tables.
Database credentials give broad read access | Permissions are wider than the service needs.

Sensitive columns logged by the database | Statement logging writes card data into log files.
Query logs contain PII | Slow query logs hold parameter values in the clear.
Customer data ends up in logs | Statements are logged with their values.
Personal data written to log files | The logging of statements is on.
Log files disclose personal data | Parameters are kept in the query log.
`,
  ),
  cell(
    'orders-service',
    'elevation-of-privilege',
    `
Customer reads another customer's order | The id in the path is not checked against the caller.
Insecure direct object reference on orders | Changing the order number shows somebody else's order.
IDOR in the orders endpoint | Ownership of the object is never verified.
Missing ownership check on order ids | Any signed-in user can open any order.
Broken object-level authorisation | Order identifiers can be swapped for those of other customers.

Role taken from the request body | A client may set its own role field to admin.
Mass assignment makes a user an administrator | Unknown fields such as role are bound to the account.
Client-supplied role is trusted | The service takes the role attribute from the JSON.
User sets isAdmin in the payload | The field is assigned without a whitelist.
Over-posting of privileged fields | Extra properties like role are accepted from the client.

Remote code execution through a vulnerable dependency | An outdated library runs attacker code.
Known vulnerability in a library is exploited | Dependencies are not patched.
Outdated package allows code execution | A public CVE exists for the framework.
Unpatched third-party component gives a shell | A known CVE in a dependency is used.
Vulnerable dependency leads to RCE | Libraries are never updated.
`,
  ),
  cell(
    'orders-service',
    'repudiation',
    `
Order changes are not logged | A customer can deny having placed an order.
No audit trail for orders | Nobody can prove who changed an order.
Missing audit log of order actions | Who did what is not recorded.
Users can dispute their orders because nothing is recorded | There are no audit records.
Actions leave no trace | The service writes no audit events for changes.

Log entries can be deleted by an administrator | Logs sit on a disk that operators can write.
Audit log is not tamper-proof | An insider erases the records of what was done.
Insider removes traces from the logs | Records are not append-only.
Operators may edit or purge log records | There is no write-once storage.
Logs can be wiped after an attack | Nothing makes entries immutable.

Shared account hides who acted | All operators use one login.
Actions cannot be tied to a person | A generic technical user acts for everybody.
One shared service credential is used by all staff | Individual users cannot be told apart.
Common admin login without personal accounts | It is unclear which operator acted.
Anonymous generic account | Several people share one user name.

Log lines can be forged by line breaks | User input is written to the log unescaped.
Log injection | Newlines in a field fake additional entries.
Fake log entries through CRLF | Unsanitised input creates lines in the log.
Attacker inserts invented lines into the log | Control characters are not escaped.
CRLF injection pollutes the log | An order note with newlines adds entries.
`,
  ),
  cell(
    'orders-service>stripe-api',
    'spoofing',
    `
Leaked API key lets others act as the shop | The Stripe secret is in the source code.
Stripe key stolen from the repository | Whoever has the secret can charge in our name.
Hard-coded payment secret is abused | The API key is checked in with the code.
Compromised API key impersonates the merchant | The key was committed to git.
Secret key exposed in configuration | An attacker uses the key to act as the service.

Certificate of the provider is not verified | A fake server can pose as Stripe.
TLS certificate validation is disabled | The service would talk to any host that claims to be Stripe.
Impostor server accepted as payment provider | Certificates are not checked.
Service does not validate the server certificate | A rogue endpoint is taken for Stripe.
No certificate pinning or verification | A man in the middle poses as the provider with a self-signed certificate.

Forged payment webhook | A callback is accepted although nobody checks its signature.
Fake webhook marks orders as paid | Callbacks are not authenticated.
Attacker posts a bogus payment notification | The webhook signature is never verified.
Spoofed callback from the provider | Anyone can call the webhook endpoint.
Unsigned webhook events are trusted | A forged event says that an order was paid.
`,
  ),
  cell(
    'orders-service',
    'tampering',
    `
Price taken from the client | The total in the request is used as it is.
Customer changes the price in the request | Amounts are trusted from the browser.
Client-side total is not recalculated | A buyer pays one cent.
Manipulated order amount | The service believes the price that the client sends.
Discounted total sent by the buyer is accepted | Prices are not looked up on the server.

Race condition on refunds | Two parallel requests refund the same order twice.
Concurrent refunds are paid twice | There is no lock around the balance.
Double refund by parallel calls | Check and update are not atomic.
Same refund processed more than once | Requests in parallel pass the check together.
Time-of-check to time-of-use gap in refunds | Simultaneous requests both succeed.

Cross-site request forgery places orders | A foreign page submits the form with the victim's cookies.
CSRF on state-changing endpoints | No anti-forgery token protects the request.
Malicious site triggers orders in the victim's session | Requests from other origins are accepted.
Missing CSRF protection | A hidden form on another site changes the address.
Cross-origin form post changes an order | The browser sends cookies along with a forged request.
`,
  ),
  cell(
    'redis',
    'denial-of-service',
    `
Cache memory filled by junk entries | Keys without expiry accumulate until Redis is full.
No eviction or expiry of sessions | Entries never expire, so memory runs out.
Redis runs out of memory | Sessions have no TTL and pile up.
Unbounded growth of cached entries | Without a TTL the cache fills up.
Memory exhausted because keys never expire | Nothing evicts old sessions.

FLUSHALL wipes all sessions | Dangerous commands are open to every client.
Attacker flushes the cache | Administrative commands such as FLUSHALL are not disabled.
All sessions deleted with one command | FLUSHDB may be called by any client.
Dangerous commands can be executed by anyone | A flush signs out every customer.
Cache emptied by an administrative command | FLUSHALL or SHUTDOWN are not renamed.

Single instance without failover | When the node dies, nobody can sign in.
No replica of the cache | A crash of the only node stops the shop.
Single point of failure | There is no redundancy for Redis.
Outage of the only Redis node | No standby takes over.
Cache is not redundant | Failure of one host takes sessions down.
`,
  ),
  cell(
    'browser>api-gateway',
    'information-disclosure',
    `
Stack traces shown to clients | Error responses contain internals.
Verbose error messages | Exceptions with their stack trace are returned.
Error pages reveal internals | Debug output goes to the browser.
Detailed exceptions are returned to the caller | The response shows the stack and versions.
Debug information leaks through errors | Unhandled exceptions are printed in full.

Cross-site scripting steals tokens | Script in a product review runs in the victim's page.
Stored XSS reads the session token | Injected script sends it away.
Injected JavaScript exfiltrates the JWT | Output is not escaped.
Script injection in the shop page | XSS gives access to local storage.
Malicious script in reviews takes customer tokens | Reflected input is rendered unescaped.

Permissive CORS policy | Any origin may read responses with credentials.
CORS allows every origin | A foreign site reads customer data through the browser.
Wildcard in cross-origin policy | Access-Control-Allow-Origin reflects the caller.
Cross-origin reads by untrusted sites | The CORS headers are too open.
Over-broad CORS configuration | Other origins can fetch personal data.

Personal data in URLs | E-mail addresses in query strings end up in proxies and history.
Query parameters carry sensitive values | The address bar and referrer show them.
Sensitive data in the query string | URLs are kept in browser history.
PII leaks through the referrer | The URL holds the customer's e-mail.
Order details exposed in the URL | Links with personal parameters are shared.
`,
  ),
]

/** More cells, of other diagrams. */
export const OTHER_CELLS: readonly Cell[] = [
  cell(
    'worker',
    'tampering',
    `
Path traversal in uploaded file names | A name with ../ lets an upload overwrite files of the worker.
Directory traversal through archive entries | Zip slip writes outside the target folder.
Uploaded archive escapes its folder | Entries with dot-dot paths replace files elsewhere.
File name of an upload is used as a path | Traversal sequences are not removed.

Malicious job planted in the queue | The worker runs whatever message it finds.
Rogue producer enqueues jobs | Messages are not authenticated.
Forged message in the job queue is executed | Any host may publish to the queue.
Worker trusts every queued job | A fake message starts work that nobody ordered.

Image parser exploited by a crafted file | A buffer overflow in the converter is triggered.
Crafted image corrupts memory of the converter | The native parser has memory errors.
Memory corruption in the media library | A malformed picture overruns a buffer.
Malformed upload crashes the native decoder | Out-of-bounds writes are possible in image parsing.
`,
  ),
  cell(
    'agent',
    'elevation-of-privilege',
    `
Prompt injection in documents triggers tools | Retrieved text contains instructions that the agent follows.
Indirect prompt injection through the knowledge base | Poisoned documents tell the agent to call tools.
Agent obeys instructions hidden in content | Text from a document steers tool calls.
Injected instructions make the agent act for the attacker | Retrieved passages are treated as commands.

Agent has more tool permissions than the user | The tool server does not check on whose behalf a call is made.
Confused deputy in tool calls | Tools run with the agent's own rights instead of the user's.
User reaches admin functions through the agent | The agent's credentials are broader than those of the caller.
Excessive agency of the assistant | Tool credentials allow actions that the requester could not do.

Tool arguments reach a shell | A parameter chosen by the model is passed to a command line.
Command injection in a tool | Arguments are not escaped before execution.
Shell command built from model output | The tool executes a string that the model wrote.
Model output is run as a command | Special characters in arguments start other programs.
`,
  ),
  cell(
    'mobile-app',
    'information-disclosure',
    `
Tokens stored unprotected on the device | Refresh tokens lie in plain files.
Insecure local storage of credentials | The app keeps tokens outside the keychain.
Device storage reveals refresh tokens | Files are readable on a rooted phone.
Tokens in shared preferences can be extracted | No hardware-backed store is used.

Screenshots and app switcher show the profile | The system keeps an image of the last screen.
Background snapshot of the app contains personal data | The task switcher preview is not blanked.
Profile visible in the app switcher | The preview image is stored by the system.
Screen contents leak through task previews | The last view is cached as a picture.

Verbose logging on the device | The app writes tokens and profile data to the system log.
Sensitive values in logcat | Debug logs of the release build hold tokens.
Debug log of the app exposes personal data | Log output can be read over USB.
App logs contain access tokens | Logging is not reduced in production.

Push notification shows personal data on the lock screen | Message text is visible without unlocking.
Lock screen reveals message contents | Notifications include the full text.
Notification text discloses details | Anyone who sees the phone reads it.
Personal details in push messages | The payload is shown while the device is locked.
`,
  ),
  cell(
    'plc',
    'tampering',
    `
Unsigned firmware can be installed | The controller takes any image without checking a signature.
Malicious firmware update | Updates are not authenticated, so a changed image is flashed.
Firmware replaced by an attacker | Nothing verifies the image before it is written.
Modified image flashed onto the controller | The update process lacks signature verification.

Set points written by any host | Modbus has no authentication, so every device may send write commands.
Unauthenticated Modbus writes change the process | Anybody on the network can set registers.
Register values overwritten by an outsider | Write requests are accepted from everyone.
Rogue device sends control commands | The protocol does not ask who is calling.

Control program changed with a USB stick | Physical access to the port is enough to upload logic.
Insider uploads altered ladder logic | The cabinet is unlocked and the port open.
Program altered on site | Someone with physical access plugs in and changes the logic.
Physical tampering with the controller | An open cabinet lets a visitor load another program.
`,
  ),
  cell(
    'web-server',
    'spoofing',
    `
Default administrator password still works | The factory password was never changed.
Factory credentials are accepted | Installation leaves a well-known account.
Well-known default account | Nobody changes the initial password.
Initial admin credentials left in place | Attackers try vendor defaults.

Password reset tokens can be guessed | Short reset codes are not random enough.
Predictable reset link | The token in the mail is derived from the time.
Account takeover through weak reset codes | Six digits can be tried one by one.
Reset token lacks entropy | An attacker computes the next password reset link.

Session cookie lacks Secure and HttpOnly | The cookie can be stolen by script or over HTTP.
Cookie flags are missing | Scripts and plain connections can read the session cookie.
Session cookie readable by scripts | HttpOnly is not set.
Insecure cookie attributes | The cookie is sent without protection.
`,
  ),
  cell(
    'job-queue',
    'denial-of-service',
    `
Queue flooded with jobs | A producer sends more than the worker can take.
Backlog grows without bound | Nothing limits how many jobs are enqueued.
Job flood starves other users | One visitor fills the queue.
Too many messages overwhelm the worker | Producers are not throttled.

Poison message stops the worker | A malformed job crashes it again and again.
Malformed job causes a crash loop | The message is redelivered forever.
Endless redelivery of a broken message | No dead letter queue takes it out.
Worker crashes on an invalid job | Retries never end, so nothing else is done.

Disk of the broker fills up | Unacknowledged messages are kept until the disk is full.
Broker runs out of disk | Messages that nobody consumes pile up on storage.
Storage exhaustion of the queue | Persistent messages are never purged.
Unconsumed messages fill the disk | There is no retention limit.
`,
  ),
]

/** Written when the synonyms were done, and never used to change them. */
export const HELD_BACK: readonly Cell[] = [
  cell(
    'file-store',
    'information-disclosure',
    `
Anyone can open uploads by their link | Links to files carry no signature and never end.
Uploaded files are publicly readable | The bucket allows anonymous reads.
Store exposes private documents to the internet | Public access to the objects is switched on.
Files can be fetched without signing in | The storage answers requests of strangers.

Metadata of photos gives away locations | EXIF data is kept in uploads.
Uploaded pictures reveal where they were taken | Coordinates stay in the file.
GPS data in images | Location tags are not stripped.
Image metadata leaks the home address | EXIF tags are published with the photo.

Deleted files stay in old versions | Versioning keeps what a visitor removed.
Removed uploads can be restored by others | Previous object versions are still there.
Deletion does not delete | Older versions of the object remain readable.
Data outlives its deletion | Version history of the store holds it.
`,
  ),
  cell(
    'mail-provider',
    'spoofing',
    `
Mail sent in the name of the shop | SPF, DKIM and DMARC are not set for the domain.
Forged sender address | Anyone may send messages as our domain.
Domain spoofing in e-mail | Receivers cannot tell real messages, since DMARC is missing.
E-mail with a fake From header | Mail authentication records are absent.

Provider account taken over | The console has one password and no second factor.
Stolen login to the mail console | An attacker signs in without MFA.
Account of the provider lacks two-factor authentication | One phished password is enough.
Takeover of the mailing account | The administrator's password alone opens the console.
`,
  ),
  cell(
    'profile-database',
    'denial-of-service',
    `
Expensive queries block the database | A filter without an index scans the whole table.
Slow search query takes all CPU | Missing indexes make it a full scan.
Unindexed filter causes full table scans | A few calls keep the server busy.
Complex query overloads the server | Statements have no time limit.

All connections are used up | The pool is shared, and one caller opens too many.
Connection limit reached by one client | Nobody else can connect.
Pool exhaustion | Sessions are opened and never returned.
Too many open connections | The maximum is reached quickly.

Lock held by a long transaction | Other writers wait for ever.
Deadlocks stop updates | Transactions wait for one another.
Long-running transaction blocks writers | Row locks are kept until it ends.
Table locked by a migration | Updates pile up behind the lock.
`,
  ),
]
