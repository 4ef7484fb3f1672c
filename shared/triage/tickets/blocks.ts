/** A ticket's body as a list of blocks, so that each tracker can print it without parsing anybody's markup. */

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly lines: readonly string[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }

/** Lines that follow each other make one paragraph or list; whatever else they hold is text. */
export function parseBlocks(body: string): readonly Block[] {
  const blocks: Block[] = []
  let open: { kind: 'paragraph'; lines: string[] } | { kind: 'list'; items: string[] } | null = null
  for (const line of body.split(/\r\n?|\n/u)) {
    const text = line.trim()
    const heading = /^##?#?\s+(?<words>\S.*)$/u.exec(text)?.groups?.words
    const item = /^-\s+(?<words>\S.*)$/u.exec(text)?.groups?.words
    if (text === '') open = null
    else if (heading !== undefined) {
      blocks.push({ kind: 'heading', text: heading })
      open = null
    } else if (item !== undefined) {
      if (open?.kind === 'list') open.items.push(item)
      else {
        open = { kind: 'list', items: [item] }
        blocks.push(open)
      }
    } else if (open?.kind === 'paragraph') open.lines.push(text)
    else {
      open = { kind: 'paragraph', lines: [text] }
      blocks.push(open)
    }
  }
  return blocks
}
