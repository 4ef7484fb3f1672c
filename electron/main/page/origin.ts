/** Where the page lives: a scheme of our own, so that no file, no port and no other site shares its origin. */
export const SCHEME = 'app'
const HOST = 'fenceline'
export const ORIGIN = `${SCHEME}://${HOST}`
export const PAGE = `${ORIGIN}/index.html`
