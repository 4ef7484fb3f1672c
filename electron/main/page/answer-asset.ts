/** What the page's scheme answers, from the fixed map of built files. An address never becomes a path. */
import type { Asset } from '../../server/assets.ts'
import { headersOf, SECURITY_HEADERS } from '../../server/headers.ts'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | string | null
}

/** The path of an address of ours, as it was written: one that needs normalising is none of ours. */
const ADDRESS = /^app:\/\/fenceline(\/[^?#\\]*)(?:\?[^#]*)?(?:#.*)?$/

export function answerAsset(
  assets: ReadonlyMap<string, Asset>,
  request: { readonly method: string; readonly url: string },
): Answer {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'method not allowed')
  const path = ADDRESS.exec(request.url)?.[1] ?? ''
  const asset = assets.get(path)
  if (!asset) return refuse(404, 'not found')
  return {
    status: 200,
    headers: {
      ...headersOf(path),
      'content-type': asset.type,
      'content-length': String(asset.body.length),
      // A page of another version must not be mixed with this one's.
      'cache-control': asset.isImmutable ? 'max-age=31536000, immutable' : 'no-store',
    },
    body: request.method === 'HEAD' ? null : asset.body,
  }
}

function refuse(status: number, reason: string): Answer {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
  return { status, headers: { ...SECURITY_HEADERS, ...headers }, body: `${reason}\n` }
}
