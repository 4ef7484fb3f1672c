/** A place in a text that is read line by line. What is asked of it changes nothing but the place. */

export const [LINE_FEED, RETURN, SPACE, QUOTE, HASH, APOSTROPHE] = [10, 13, 32, 34, 35, 39]
export const [COMMA, DASH, DOT, COLON, GREATER, OPEN_LIST, BACKSLASH, CLOSE_LIST] = [
  44, 45, 46, 58, 62, 91, 92, 93,
]
export const [OPEN_MAP, PIPE, CLOSE_MAP] = [123, 124, 125]

export class Cursor {
  /** Offset of the next character. */
  at = 0
  /** Column of the next line that says something, once the cursor stands at its first word; -1 behind the last. */
  column = -1
  /** Keys and items so far, as the token scan counts them. */
  entries = 0
  readonly text: string
  private readonly length: number

  constructor(text: string) {
    this.text = text
    this.length = text.length
  }

  /** The text ends as a line does. */
  code(at: number): number {
    return at < this.length ? this.text.charCodeAt(at) : LINE_FEED
  }

  isLineEnd(at: number): boolean {
    const code = this.code(at)
    return code === LINE_FEED || (code === RETURN && this.code(at + 1) === LINE_FEED && at + 1 < this.length)
  }

  /** True for what has to follow an indicator (`-`, `:`) for it to be one. */
  isGap(at: number): boolean {
    return this.code(at) === SPACE || this.isLineEnd(at)
  }

  skipSpaces(): void {
    while (this.code(this.at) === SPACE) this.at += 1
  }

  /** From the end of a value to the next line that says something; false where more than a comment follows. */
  endLine(): boolean {
    const before = this.at
    this.skipSpaces()
    const isComment = this.code(this.at) === HASH && (this.at > before || this.code(before - 1) === SPACE)
    if (!isComment && !this.isLineEnd(this.at)) return false
    const end = this.text.indexOf('\n', this.at)
    this.at = end < 0 ? this.length : end + 1
    this.startLine()
    return true
  }

  /** From the start of a line to the first word there or on a later line. */
  startLine(): void {
    let start = this.at
    while (start < this.length) {
      let at = start
      while (this.code(at) === SPACE) at += 1
      if (at < this.length && this.code(at) !== HASH && !this.isLineEnd(at)) {
        this.at = at
        this.column = at - start
        return
      }
      const end = this.text.indexOf('\n', at)
      start = end < 0 ? this.length : end + 1
    }
    this.at = this.length
    this.column = -1
  }

  /** True at a dash that begins an item. */
  isItem(): boolean {
    return this.code(this.at) === DASH && this.isGap(this.at + 1)
  }
}
