/** The one place that starts workers: the page's policy allows only what this Trusted Types policy lets through. */
import elkUrl from '../state/arrange/worker.ts?worker&url'

const allowed = new Set([new URL(elkUrl, location.href).href])

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
  return new Worker(policy.createScriptURL(new URL(elkUrl, location.href).href), { type: 'module' })
}
