/** What is drawn over the text without being in it: the selected elements' lines and an example for an empty model. */
import { type Extension, type Range, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view'

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

class Example extends WidgetType {
  readonly text: string

  constructor(text: string) {
    super()
    this.text = text
  }

  override eq(other: Example): boolean {
    return other.text === this.text
  }

  toDOM(): HTMLElement {
    const element = document.createElement('span')
    element.className = 'cm-example'
    element.setAttribute('aria-hidden', 'true')
    element.textContent = this.text
    return element
  }
}

/** Shows `text` after what is there as long as that is nothing but a title. */
export function exampleFor(text: string): Extension {
  const mark = Decoration.widget({ widget: new Example(text), side: 1 })
  const marksOf = (doc: { readonly lines: number; readonly length: number; toString(): string }) =>
    doc.lines <= 3 && /^(title:[^\n]*)?\s*$/i.test(doc.toString())
      ? Decoration.set([mark.range(doc.length)] satisfies Range<Decoration>[])
      : Decoration.none
  return StateField.define<DecorationSet>({
    create: ({ doc }) => marksOf(doc),
    update: (marks, { docChanged, newDoc }) => (docChanged ? marksOf(newDoc) : marks),
    provide: (field) => EditorView.decorations.from(field),
  })
}
