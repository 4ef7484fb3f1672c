/** What is drawn over the text without being in it: the selected elements' lines and an example for an empty model. */
import { type Extension, RangeSetBuilder, StateEffect, StateField, type Text } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  EditorView,
  MatchDecorator,
  type Rect,
  ViewPlugin,
  WidgetType,
} from '@codemirror/view'

/** Offsets, ordered by `from`. */
export type Span = { readonly from: number; readonly to: number }

export const setElements = StateEffect.define<readonly Span[]>()

const line = Decoration.line({ class: 'cm-element' })

/** The lines of the elements that are selected on the canvas. */
export const elements: Extension = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { changes, effects, state }) {
    const wanted = effects.findLast((effect) => effect.is(setElements))
    if (!wanted) return marks.map(changes)
    const builder = new RangeSetBuilder<Decoration>()
    let last = 0
    for (const { from, to } of wanted.value) {
      const end = state.doc.lineAt(Math.min(to, state.doc.length)).number
      for (let at = state.doc.lineAt(Math.min(from, state.doc.length)).number; at <= end; at += 1) {
        if (at <= last) continue
        last = at
        const start = state.doc.line(at).from
        builder.add(start, start, line)
      }
    }
    return builder.finish()
  },
  provide: (field) => EditorView.decorations.from(field),
})

/** Where a YAML file speaks of boundaries, in their colour. */
const boundaryKey = new MatchDecorator({
  regexp: /^trust_boundaries(?=:)|(?<=^\s*)crossed_by(?=:)/gm,
  decoration: Decoration.mark({ class: 'cm-boundary' }),
})

export const boundaryKeys: Extension = ViewPlugin.define(
  (view) => ({
    marks: boundaryKey.createDeco(view),
    update(update) {
      this.marks = boundaryKey.updateDeco(update, this.marks)
    },
  }),
  { decorations: ({ marks }) => marks },
)

class Example extends WidgetType {
  readonly text: string
  /** It begins at the cursor, as a placeholder does; else below the line that is there. */
  readonly inLine: boolean

  constructor(text: string, inLine: boolean) {
    super()
    this.text = text
    this.inLine = inLine
  }

  override eq(other: Example): boolean {
    return other.text === this.text && other.inLine === this.inLine
  }

  toDOM(): HTMLElement {
    const element = document.createElement('span')
    element.className = this.inLine ? 'cm-example cm-example-inline' : 'cm-example'
    element.setAttribute('aria-hidden', 'true')
    element.textContent = this.text
    return element
  }

  /** The cursor is as high as one line, not as the whole example. */
  override coordsAt(element: HTMLElement): Rect {
    const { left, top } = element.getBoundingClientRect()
    const height = Number.parseFloat(getComputedStyle(element).lineHeight)
    return { left, right: left, top, bottom: top + height }
  }
}

/** Shows `text` after what is there as long as that is nothing but a title. */
export function exampleFor(text: string): Extension {
  const marksOf = (doc: Text) => {
    if (doc.lines > 3 || !NO_MORE_THAN_TITLE.test(doc.toString())) return Decoration.none
    const widget = new Example(text, doc.line(doc.lines).length === 0)
    return Decoration.set([Decoration.widget({ widget, side: 1 }).range(doc.length)])
  }
  return StateField.define<DecorationSet>({
    create: ({ doc }) => marksOf(doc),
    update: (marks, { docChanged, newDoc }) => (docChanged ? marksOf(newDoc) : marks),
    provide: (field) => EditorView.decorations.from(field),
  })
}

const NO_MORE_THAN_TITLE = /^(title:[^\n]*)?\s*(# end\s*)?$/i
