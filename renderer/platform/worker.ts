/** The one place that starts workers: the page's policy allows only what this Trusted Types policy lets through. */
import elkUrl from '../state/arrange/worker.ts?worker&url'
import readingUrl from './reading/thread.ts?worker&url'

const allowed = new Set([elkUrl, readingUrl].map((url) => new URL(url, location.href).href))

interface ScriptPolicy {
  createScriptURL(url: string): string
}

interface TrustedTypes {
  createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy
}

const rules: ScriptPolicy = {
  createScriptURL(url) {
    if (!allowed.has(url)) throw new TypeError(`Fenceline starts no worker from ${url}`)
    return url
  },
}

/** Made at once: a second policy of this name would be refused. Browsers without Trusted Types need none. */
const policy: ScriptPolicy =
  (globalThis as { readonly trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('fenceline', rules) ??
  rules

/** A worker that lays out graphs, speaking elkjs' messages. */
export function startLayoutWorker(): Worker {
  return start(elkUrl)
}

/** A worker that reads other tools' files; it says `ready`, and answers each `Asked` with a `SentRead`. */
export function startReadingWorker(): Worker {
  return start(readingUrl)
}

function start(url: string): Worker {
  return new Worker(policy.createScriptURL(new URL(url, location.href).href), { type: 'module' })
}
