/** A text that draws a model and could be read, as elements with the places that name them. */
import type { Diagnostic } from '../../core/diagnostics.ts'
import type { Flow, Kind, Model } from '../../model/schema.ts'
import type { TextLine } from '../text-lines.ts'

type What = 'component' | 'zone' | 'line'

/** One place in the text that names something. */
export interface Naming {
  readonly what: What | 'flow'
  /** Id of a component or boundary, ref of a flow. */
  readonly ref: string
  /** From 0; the span counts from the line's start. */
  readonly line: number
  readonly span: { readonly start: number; readonly end: number }
  /** The model's id, where it is written here. */
  readonly id?: string
  /** The kind, where this place declares one. */
  readonly kind?: Kind
}

/** A component or boundary of a text; its ref is the id that the text alone gives it. */
export interface Element {
  readonly ref: string
  readonly what: What
  readonly title: string
  readonly kind: string
  /**
   * What in the text says the kind. It changes the component only when it was changed itself: a kind that
   * is guessed may change with any word. Empty where nothing is written.
   */
  readonly sign: string
  /** The kind follows from words and shapes that do not say it for certain. */
  readonly isGuessed?: boolean
  /** Where it is declared, else first named. */
  readonly declared: Naming
  /** The model's id, where the text says it. */
  readonly written: string | undefined
  /** What names it in this text whatever its title is, as a Mermaid id does. */
  readonly name?: string
  /** What a new element's id is made from and follows; absent: the title. */
  readonly basis?: string
  /** The id for a new element, where it is another than its basis gives. */
  readonly suggested?: string
}

export interface DrawnFlow {
  readonly ref: string
  readonly flow: Flow
  readonly line: number
  /** Which of its line's arrows it is. */
  readonly step: number
  readonly written: string | undefined
  /** As for an element. */
  readonly suggested?: string
}

export interface Drawn {
  readonly text: string
  readonly lines: readonly TextLine[]
  readonly model: Model
  readonly diagnostics: readonly Diagnostic[]
  readonly namings: readonly Naming[]
  readonly elements: ReadonlyMap<string, Element>
  readonly flows: ReadonlyMap<string, DrawnFlow>
}

export interface Refused {
  readonly model: null
  readonly diagnostics: readonly Diagnostic[]
}

/** Only the last few texts are asked for again: the one that is shown and the one before it. */
const KEPT = 4

/** The reader with the last texts' answers at hand. */
export function keepRecent<T extends Drawn>(
  read: (text: string) => T | Refused,
): (text: string) => T | Refused {
  const recent: { readonly text: string; readonly drawn: T | Refused }[] = []
  return (text) => {
    const known = recent.find((each) => each.text === text)
    if (known) return known.drawn
    const drawn = read(text)
    recent.unshift({ text, drawn })
    recent.length = Math.min(recent.length, KEPT)
    return drawn
  }
}
