/** Looks ahead in a text without ever looking at the same stretch twice. */

const SPACE = /\s/
const LINE_END = /[\n\r\u2028\u2029]/g
const DIRECTION = /direction\s+(TB|BT|RL|LR|TD)/g
/** Mermaid looks for them in this order, each in the whole rest of the line. */
const DIRECTIONS = ['TB', 'BT', 'RL', 'LR', 'TD']
/** Space, quotes and brackets end a run of characters in which the id of a link may stand. */
const RUN_END = /[\s"[\](){}|]/g

export class Scan {
  readonly text: string
  private readonly directions: readonly { at: number; end: number; value: string }[]
  private nextDirection = 0
  private lineEnd = -1
  private space = { from: 0, to: 0 }
  private run = { from: 0, to: 0, at: -1 }

  constructor(text: string) {
    this.text = text
    this.directions = [...text.matchAll(DIRECTION)].map((match) => ({
      at: match.index,
      end: match.index + match[0].length,
      value: match[1] ?? '',
    }))
  }

  /** The first place from `at` on where no space stands. */
  afterSpace(at: number): number {
    if (at >= this.space.from && at < this.space.to) return this.space.to
    let to = at
    while (to < this.text.length && SPACE.test(this.text[to] ?? '')) to += 1
    if (to > at) this.space = { from: at, to }
    return to
  }

  /** Any line that says `direction LR` is a direction from here to its end, whatever else it says. */
  directionAt(at: number): { end: number; value: string } | undefined {
    while ((this.directions[this.nextDirection]?.at ?? Number.POSITIVE_INFINITY) < at) this.nextDirection += 1
    const first = this.directions[this.nextDirection]
    if (!first || first.at >= this.endOfLine(at)) return undefined
    const inLine = []
    for (let next = this.nextDirection; next < this.directions.length; next += 1) {
      const direction = this.directions[next]
      if (!direction || direction.at >= this.lineEnd) break
      inLine.push(direction)
    }
    for (const value of DIRECTIONS) {
      const found = inLine.findLast((direction) => direction.value === value)
      if (!found) continue
      const newLine = this.text.indexOf('\n', found.end)
      return { end: newLine < 0 ? this.text.length : newLine, value }
    }
    return undefined
  }

  /** The end of `name@` that begins here; the last `@` of the run counts, unless a brace or quote follows it. */
  linkIdAt(at: number): number | undefined {
    if (at < this.run.from || at >= this.run.to) this.run = this.runAt(at)
    return this.run.at > at ? this.run.at + 1 : undefined
  }

  private runAt(from: number): { from: number; to: number; at: number } {
    RUN_END.lastIndex = from
    const to = RUN_END.exec(this.text)?.index ?? this.text.length
    for (let at = to - 1; at > from; at -= 1) {
      if (this.text[at] !== '@') continue
      const next = this.text[at + 1]
      if (next !== undefined && next !== '{' && next !== '"') return { from, to, at }
    }
    return { from, to, at: -1 }
  }

  private endOfLine(at: number): number {
    if (at <= this.lineEnd) return this.lineEnd
    LINE_END.lastIndex = at
    this.lineEnd = LINE_END.exec(this.text)?.index ?? this.text.length
    return this.lineEnd
  }
}
