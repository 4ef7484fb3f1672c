/** The only two channels between a page and this process. */

/** From the page: a method of the contract and its input; the answer is a reply, never a rejection. */
export const CALL = 'fenceline:call'
/** To the page: one envelope, `{event, data}`. */
export const EVENT = 'fenceline:event'
