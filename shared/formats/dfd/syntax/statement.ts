/** What one line of the text says, before names are resolved. Columns count from 0 here. */
import type { Kind } from '../../../model/schema.ts'

export interface Span {
  readonly start: number
  readonly end: number
}

export interface Name {
  readonly title: string
  readonly id?: string
  readonly span: Span
}

/** A component in a line; with a kind it declares one, without it refers to one. */
export interface Mention extends Name {
  readonly kind?: Kind
  readonly note?: string
}

/** What stands in the brackets of a flow. */
export interface Label {
  readonly title?: string
  readonly id?: string
  readonly protocol?: string
  readonly lines: readonly Name[]
}

export interface Step {
  readonly label: Label
  readonly to: Mention
  readonly span: Span
}

export type Statement =
  | { readonly type: 'blank' | 'comment' }
  /** Components joined by arrows; without `first` the line starts with an arrow. */
  | { readonly type: 'chain'; readonly first?: Mention; readonly steps: readonly Step[] }
  | { readonly type: 'zone' | 'line'; readonly name: Name }
  | { readonly type: 'note' | 'title'; readonly text: string }

export interface Line {
  /** Columns before the statement; a tab goes to the next multiple of four. */
  readonly indent: number
  readonly span: Span
  readonly statement: Statement
}

/** Why a line cannot be read; it is thrown by the line reader and caught by `readDfd`, never seen outside. */
export class LineProblem {
  readonly code: string
  readonly message: string
  readonly span: Span

  constructor(code: string, message: string, span: Span) {
    this.code = code
    this.message = message
    this.span = span
  }
}
