import { useEffect, useState } from 'react'
import { absoluteRects, centerOf } from '../../../../shared/model/geometry.ts'
import { titleOf } from '../../../../shared/model/queries.ts'
import type { Kind } from '../../../../shared/model/schema.ts'
import { freeMiddle, placeComponent, placeFlow } from '../../../state/canvas/place.ts'
import { currentDocument, useDocument } from '../../../state/document.ts'
import { addFlowBetween, commitPlaced, finishRenaming } from '../../../state/elements/elements.ts'
import { setUi, uiStore, useUi } from '../../../state/ui.ts'
import { canvasView, reveal } from '../../../state/view.ts'
import { setCanvas } from '../canvas-state.ts'
import { PickList } from './PickList.tsx'

/** Starts what is no component's id: ids have no blanks. */
const FRESH = 'new '
const NEW: readonly { readonly kind: Kind; readonly words: string }[] = [
  { kind: 'process', words: 'process' },
  { kind: 'store', words: 'data store' },
  { kind: 'external', words: 'external entity' },
]

/** Draws a flow from the selection without a mouse: type or arrow to the other end, Enter. */
export function ConnectList() {
  const from = useUi((state) => state.connecting)
  return from === null ? null : <List key={from} from={from} />
}

function List({ from }: { readonly from: string }) {
  const document = useDocument((state) => state.history.present)
  const [query, setQuery] = useState('')
  const name = query.trim()
  const found = targetsFor(document, from, query)
  const options = [
    ...found.map((id) => ({ id, label: titleOf(document.model, id) })),
    ...(name
      ? NEW.map(({ kind, words }) => ({ id: `${FRESH}${kind}`, label: `New ${words} “${name}”` }))
      : []),
  ]
  useEffect(() => () => setCanvas({ target: null }), [])
  return (
    <PickList
      name={`Flow from ${titleOf(document.model, from)}`}
      title={
        <>
          Flow from <strong>{titleOf(document.model, from)}</strong> to
        </>
      }
      hint="Type a component's name"
      list="Components"
      none="No other component. Type a name to add one."
      options={options}
      query={query}
      onQuery={setQuery}
      onActive={(id) => {
        const target = id?.startsWith(FRESH) ? null : id
        setCanvas({ target })
        if (target !== null) canvasView()?.reveal([target])
      }}
      onClose={() => setUi({ connecting: null })}
      onChoose={(id) => {
        const fresh = NEW.find(({ kind }) => id === `${FRESH}${kind}`)
        if (fresh) addComponentAfter(from, fresh.kind, name)
        else addFlowBetween(from, id)
      }}
    />
  )
}

/** Nearest first; those that match by their start before those that match within. */
function targetsFor(
  document: ReturnType<typeof currentDocument>,
  from: string,
  query: string,
): readonly string[] {
  const { model, layout } = document
  const rects = absoluteRects(model, layout)
  const own = rects.get(from)
  const origin = own ? centerOf(own) : { x: 0, y: 0 }
  const wanted = query.trim().toLowerCase()
  const rank = (title: string) => (title.toLowerCase().startsWith(wanted) ? 0 : 1)
  return model.components
    .filter((component) => component.id !== from && component.title.toLowerCase().includes(wanted))
    .map(({ id, title }) => {
      const rect = rects.get(id)
      const middle = rect ? centerOf(rect) : origin
      return { id, rank: rank(title), distance: Math.hypot(middle.x - origin.x, middle.y - origin.y) }
    })
    .sort((a, b) => a.rank - b.rank || a.distance - b.distance)
    .map(({ id }) => id)
}

function addComponentAfter(from: string, kind: Kind, name: string): void {
  const document = currentDocument()
  const beside = absoluteRects(document.model, document.layout).get(from) ?? null
  const placed = placeComponent(document, kind, freeMiddle(document, beside, { x: 0, y: 0 }))
  commitPlaced({ document: placeFlow(placed.document, from, placed.ref).document, ref: placed.ref }, true)
  finishRenaming(placed.ref, name)
  reveal(uiStore.getState().selection)
}
