/** The page's scheme: answered from memory, with the same files and headers as in a browser. */
import { protocol } from 'electron'
import { findPage, loadAssets } from '../../server/assets.ts'
import { answerAsset } from './answer-asset.ts'
import { SCHEME } from './origin.ts'

/** Must run before the app is ready. The page's policy holds for the scheme as for any other. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }])
}

export async function servePage(): Promise<void> {
  const assets = await loadAssets(findPage(import.meta.url))
  protocol.handle(SCHEME, ({ method, url }) => {
    const { status, headers, body } = answerAsset(assets, { method, url })
    return new Response(typeof body === 'object' && body !== null ? new Uint8Array(body) : body, {
      status,
      headers,
    })
  })
}
