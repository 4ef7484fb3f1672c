/** What the page and the frame that Mermaid draws in say to each other. Neither trusts the other's words. */

/** More than Mermaid takes unless told otherwise. */
export const MAX_TEXT = 50_000
/** A diagram at Mermaid's own limits is below a tenth of this. */
export const MAX_SVG = 20_000_000
export const MAX_REASON = 500

/** Comes with a port for the one answer. */
export interface Ask {
  readonly draw: string
}

export type Answer =
  /** Well-formed XML whose width and height are those of the drawing. */
  | { readonly svg: string }
  /** In Mermaid's words. */
  | { readonly reason: string }
