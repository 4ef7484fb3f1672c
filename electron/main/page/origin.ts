import { DRAWING_PAGE } from '../../server/headers.ts'

/** Where the page lives: a scheme of our own, so that no file, no port and no other site shares its origin. */
export const SCHEME = 'app'
const HOST = 'fenceline'
export const ORIGIN = `${SCHEME}://${HOST}`
export const PAGE = `${ORIGIN}/index.html`
/** The one address that a frame may be led to: where Mermaid draws, without an origin. */
export const DRAWING_FRAME = `${ORIGIN}${DRAWING_PAGE}`
