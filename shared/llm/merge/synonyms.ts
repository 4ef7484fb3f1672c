/**
 * Words that security people use for one another. A phrase stands for the concept in front of it; longer
 * phrases are found first, and every word is compared by its stem. `attack` concepts say how a threat works,
 * `thing` concepts what it touches, `vague` ones little: they fit most threats of their category.
 */
export interface Concept {
  readonly id: string
  readonly kind: 'attack' | 'thing' | 'vague'
  readonly phrases: readonly string[]
}

const concept = (kind: Concept['kind'], id: string, phrases: string): Concept => ({
  id,
  kind,
  phrases: phrases.split(',').map((phrase) => phrase.trim()),
})

export const CONCEPTS: readonly Concept[] = [
  concept(
    'attack',
    'forgery',
    'forge, forged, signature, sign, signed, unsigned, tampered signature, counterfeit, falsify, fake token, fake access token, mint, self-made, bogus, alg none, crafted by the attacker, fabricate',
  ),
  concept(
    'attack',
    'replay',
    'replay, reuse, reused, captured token, capture, stolen token, steal token, token theft, hijack, hijacked, used again, session hijacking, ride',
  ),
  concept(
    'attack',
    'password guessing',
    'brute force, brute-force, guess, credential stuffing, password spraying, password spray, stuffing, login attempt, leaked password, leaked credential, credential list, common password',
  ),
  concept(
    'attack',
    'phishing',
    'phish, phishing, look-alike, lookalike, clone, cloned, imitate, imitation, fake site, fake page, fake copy, spoofed page, typosquatting, lure',
  ),
  concept(
    'attack',
    'rate limit',
    'rate limit, rate limiting, rate-limit, throttle, throttling, unthrottled, flood, quota, request rate, hammer, too many requests, request storm',
  ),
  concept(
    'attack',
    'pagination',
    'pagination, page size, page, result set, number of rows, row, paging, listing, list endpoint, unbounded query, all rows, maximum page',
  ),
  concept(
    'attack',
    'large body',
    'body, payload size, payloads, large payload, giant payload, enormous payload, oversized, request size, content length, upload size, gigabyte, huge upload, body size',
  ),
  concept(
    'attack',
    'slow clients',
    'slow client, slow connection, slow sender, slowloris, half open, half-open, trickle, trickling, idle timeout, timed out, timeout, connection pool, keep connection open, one byte per second',
  ),
  concept(
    'attack',
    'poisoning',
    'poison, poisoned, poisoning, plant, unauthenticated write, overwrite key, rogue writer, cache write, unauthenticated client, without authentication, without a password, no password, asks for no authentication, no credentials, unauthenticated, accepts writes',
  ),
  concept(
    'attack',
    'wire',
    'on the wire, wire, in transit, man in the middle, man-in-the-middle, mitm, on-path, on path, network path, plaintext protocol, plaintext, cleartext, packet, sniff, sniffing, eavesdrop, eavesdropping, intercept traffic, traffic, unencrypted traffic, unencrypted connection, not encrypted, tls, missing tls, network segment, listener, passive',
  ),
  concept(
    'attack',
    'deserialisation',
    'deserialize, deserialise, deserialisation, deserialization, serialized, serialised, unpickle, pickle, gadget, gadget chain, object stream',
  ),
  concept(
    'attack',
    'enumeration',
    'enumerate, enumeration, scan, key space, list of keys, list keys, list all keys, list all cached keys, guessable id',
  ),
  concept(
    'attack',
    'backup',
    'backup, snapshot, rdb, archive, cache dump, stolen dump, dump file, lost dump, persistence file, backup file, backup copy, database dump',
  ),
  concept(
    'attack',
    'sql injection',
    'sql injection, sqli, inject sql, injecting sql, injected query, concatenate, concatenation, string concatenation, union, injection in the search filter, queries built from, sql',
  ),
  concept(
    'attack',
    'over-privilege',
    'least privilege, over-privileged, overprivileged, excessive grant, grant, broad access, too many rights, more than it needs, wider than, rights, technical user may, excessive permission, permission, broad read access, database role',
  ),
  concept(
    'attack',
    'sensitive log',
    'written to log, written to log file, log file, query log, statement logging, logged by the database, statement are logged, end up in log, in the log, log contain',
  ),
  concept(
    'attack',
    'object access',
    "idor, insecure direct object reference, direct object reference, ownership, object-level, object level, broken object level authorization, bola, another customer's, somebody else's, other customer's order, object reference",
  ),
  concept(
    'attack',
    'mass assignment',
    'mass assignment, over-posting, overposting, own role, role field, role attribute, isadmin, extra property, unknown field, extra field, client-supplied role, role taken, privileged field, bound to',
  ),
  concept(
    'attack',
    'vulnerable dependency',
    'dependency, library, libraries, package, third-party component, cve, outdated, unpatched, patched, known vulnerability, vulnerable component, supply chain',
  ),
  concept(
    'attack',
    'no audit',
    'audit trail, no audit, missing audit, missing audit log, no audit log, without an audit log, not audited, not logged, not recorded, nothing is recorded, audit record, audit event, no trace, leave no trace, no evidence, deny, dispute, prove, missing log, no log, who did what',
  ),
  concept(
    'attack',
    'log erasure',
    'delete log, deleted, erase, wipe, wiped, purge, append-only, append only, write-once, immutable, tamper-proof, tamper proof, remove trace, log can be deleted, edit or purge, removes traces, log record, log entries can be deleted',
  ),
  concept(
    'attack',
    'shared account',
    'shared account, generic account, common login, common admin login, one login, shared login, shared credential, generic user, generic technical user, personal account, tied to a person, told apart, share one, anonymous account, individual user, one shared',
  ),
  concept(
    'attack',
    'log injection',
    'log injection, crlf, crlf injection, newline, line break, log forging, log line, fake log entry, control character, lines into the log, lines in the log',
  ),
  concept(
    'attack',
    'leaked key',
    'leaked api key, leaked key, api key, secret key, hard-coded, hardcoded, checked in, source code, committed, repository, key stolen, exposed in configuration, compromised key, payment secret',
  ),
  concept(
    'attack',
    'certificate',
    'certificate, certificate validation, self-signed, impostor, pinning, pose as, poses as, fake server, rogue endpoint, claims to be',
  ),
  concept(
    'attack',
    'webhook',
    'webhook, callback, payment notification, webhook event, notification endpoint',
  ),
  concept(
    'attack',
    'trusted amount',
    'price, amount, total, discount, discounted, order amount, client-side total, one cent, trusted from the client',
  ),
  concept(
    'attack',
    'race',
    'race, race condition, concurrent, parallel, parallel request, simultaneous, twice, double refund, atomic, toctou, time-of-check, lock, more than once',
  ),
  concept(
    'attack',
    'csrf',
    'csrf, xsrf, cross-site request forgery, cross site request forgery, anti-forgery token, another site, other site, foreign page, other origin, malicious site, cross-origin form, forged request, form post',
  ),
  concept(
    'attack',
    'expiry',
    'expiry, expire, expired, ttl, evict, eviction, pile up, never expire, junk entry, runs out of memory, memory runs out, fill up, unbounded growth, memory exhausted because key',
  ),
  concept(
    'attack',
    'flush',
    'flush, flushall, flushdb, dangerous command, administrative command, command, shutdown',
  ),
  concept(
    'attack',
    'single point of failure',
    'single point of failure, failover, redundant, redundancy, replica, standby, single instance, single node, only node, outage',
  ),
  concept(
    'attack',
    'error details',
    'stack trace, stack, error message, error page, error response, verbose error, exception, debug, debug output, internals, error',
  ),
  concept(
    'attack',
    'xss',
    'xss, cross-site scripting, cross site scripting, script, javascript, injected script, script injection, stored xss',
  ),
  concept(
    'attack',
    'cors',
    'cors, cross-origin policy, cross-origin read, every origin, any origin, access-control-allow-origin, origin',
  ),
  concept(
    'attack',
    'url data',
    'url, query string, query parameter, address bar, referrer, referer, browser history',
  ),
  concept(
    'attack',
    'ssrf',
    'ssrf, server-side request forgery, internal address, metadata endpoint, callback url fetched',
  ),
  concept('attack', 'xxe', 'xxe, external entity, xml entity, doctype'),
  concept(
    'attack',
    'path traversal',
    'path traversal, directory traversal, traversal, dot dot, zip slip, outside the target folder, escape its folder, file name is used as a path, file name',
  ),
  concept(
    'attack',
    'command injection',
    'command injection, shell injection, os command, shell, shell command, command line, run as a command, argument, tool argument',
  ),
  concept(
    'attack',
    'prompt injection',
    'prompt injection, jailbreak, indirect prompt injection, injected instruction, malicious instruction, instruction, hidden instruction',
  ),
  concept(
    'attack',
    'model extraction',
    'model extraction, model theft, training data extraction, membership inference',
  ),
  concept(
    'attack',
    'container escape',
    'container escape, sandbox escape, breakout, break out of the container',
  ),
  concept(
    'attack',
    'open redirect',
    'open redirect, unvalidated redirect, redirect, redirect uri, custom scheme, url scheme',
  ),
  concept('attack', 'clickjacking', 'clickjacking, ui redress, framing, iframe'),
  concept('attack', 'session fixation', 'session fixation, fixed session id, fixate'),
  concept(
    'attack',
    'default credentials',
    'default credential, default password, default administrator password, factory password, factory credential, default account, vendor default, initial password, initial admin, well-known account',
  ),
  concept(
    'attack',
    'message spoofing',
    'forged message, spoofed message, rogue producer, fake message, malicious job, planted in the queue, enqueue, publish, queued job, unauthenticated message, message are not authenticated',
  ),
  concept(
    'attack',
    'poison message',
    'poison message, malformed message, malformed job, dead letter, crash loop, redelivery, redelivered, invalid job, crash',
  ),
  concept(
    'attack',
    'public bucket',
    'public bucket, bucket policy, publicly readable, world-readable, anonymous read',
  ),
  concept('attack', 'denial of wallet', 'denial of wallet, cost explosion, token cost, bill'),
  concept(
    'attack',
    'memory corruption',
    'memory corruption, buffer overflow, out-of-bounds, overrun, crafted file, crafted image, malformed image, malformed upload, malformed picture, parser, native parser, decoder, converter, memory error, corrupts memory',
  ),
  concept(
    'attack',
    'confused deputy',
    'confused deputy, excessive agency, on whose behalf, on behalf, own rights, broader than, more tool permission, through the agent, tool permission, action that the requester',
  ),
  concept(
    'attack',
    'local storage',
    'local storage, device storage, keychain, shared preferences, stored on the device, stored unprotected, insecure storage, insecure local storage, rooted, rooted phone, plain file, hardware-backed, keystore',
  ),
  concept(
    'attack',
    'screen capture',
    'screenshot, app switcher, task switcher, task preview, background snapshot, screen content, last screen, preview image',
  ),
  concept('attack', 'app log', 'logcat, debug log, verbose logging, app log, system log, release build'),
  concept(
    'attack',
    'lock screen',
    'lock screen, push notification, notification text, push message, notification',
  ),
  concept(
    'attack',
    'firmware',
    'firmware, firmware update, unsigned firmware, image flashed, flash, flashed, update image, secure boot',
  ),
  concept(
    'attack',
    'physical access',
    'physical, physical access, usb, usb stick, cabinet, on site, port open, debug port, jtag, serial port',
  ),
  concept(
    'attack',
    'unauthenticated command',
    'unauthenticated command, control command, write command, set point, register, write request',
  ),
  concept(
    'attack',
    'weak reset',
    'reset token, reset link, reset code, password reset, predictable reset, account recovery',
  ),
  concept(
    'attack',
    'cookie flags',
    'httponly, samesite, cookie flag, cookie attribute, secure flag, insecure cookie',
  ),
  concept(
    'attack',
    'queue backlog',
    'backlog, queue flooded, job flood, fill the queue, too many messages, too many jobs, queue depth, consumer lag',
  ),
  concept(
    'attack',
    'disk full',
    'disk, disk full, disk space, storage exhaustion, retention, unconsumed message, storage full',
  ),
  concept(
    'attack',
    'user enumeration',
    'user enumeration, account enumeration, username enumeration, whether an account exists, registered address',
  ),
  concept(
    'attack',
    'weak cryptography',
    'weak cipher, weak cryptography, md5, sha1, outdated tls, weak hash, weak encryption, obsolete algorithm, predictable random',
  ),
  concept(
    'attack',
    'tenant isolation',
    'tenant, cross-tenant, other tenant, tenant isolation, tenant separation',
  ),
  concept('attack', 'subdomain takeover', 'subdomain takeover, dangling dns, dns record'),
  concept('attack', 'regex', 'redos, regular expression, catastrophic backtracking, regex'),
  concept('attack', 'xml bomb', 'billion laughs, entity expansion, xml bomb, zip bomb, decompression bomb'),
  concept('thing', 'token', 'token, jwt, bearer, access token, bearer token, id token, refresh token'),
  concept('thing', 'password', 'password, credential, login, sign-in, signin, log in'),
  concept('thing', 'session', 'session, cookie'),
  concept('thing', 'dump', 'dump'),
  concept('thing', 'memory', 'memory, ram, heap'),
  concept('thing', 'log', 'log, logging, journal, audit log, audit'),
  concept('thing', 'refund', 'refund'),
  concept('thing', 'connection', 'connection, socket'),
  concept(
    'thing',
    'personal data',
    'pii, personal data, customer data, personal information, sensitive data, card data',
  ),
  concept('thing', 'admin', 'admin, administrator, operator, insider'),
  concept('thing', 'role', 'role, privilege'),
  concept('thing', 'code execution', 'code execution, rce, remote code execution, runs code, shell, execute'),
  concept('vague', 'modify', 'modify, tamper, alter, change, manipulate, rewrite, overwrite, edit, write'),
  concept(
    'vague',
    'read',
    'read, leak, expose, disclose, reveal, obtain, extract, see, show, steal, stolen, exfiltrate',
  ),
  concept(
    'vague',
    'exhaust',
    'exhaust, overwhelm, overload, unavailable, denial of service, dos, drain, starve, take down',
  ),
  concept('vague', 'impersonate', 'impersonate, spoof, pretend, masquerade, act as, pose'),
  concept('vague', 'escalate', 'escalate, elevate, gain'),
  concept('vague', 'check', 'verify, verified, validate, check, validation, verification, trusted, trust'),
  concept(
    'vague',
    'unlimited',
    'unlimited, unbounded, no limit, limit, not limited, maximum, upper bound, any number',
  ),
  concept('vague', 'encrypt', 'encrypt, encryption, unencrypted, in the clear, cleartext'),
]

/** Words that say nothing of a threat. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a an and any anybody anyone are as at attacker attack be because been between but by can cannot could customer ' +
    'data do does each everybody every everything for from has have he held her hold his if in into is it its itself ' +
    'lets like made make makes malicious many may might missing more must no nobody none not nothing of on one only ' +
    'or other our out over own per person possible put should so some somebody someone such system than that the ' +
    'their them then there they this through to too under until up use used user users uses using via victim was ' +
    'we what when where whether which who whoever will with within without would you your allow allows allowed ' +
    'accept accepted accepts accepting present presents let give gives given take takes taken get gets go goes come'
  ).split(' '),
)
