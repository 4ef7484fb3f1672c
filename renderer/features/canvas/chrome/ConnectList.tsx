import { useEffect, useId, useState } from 'react'
import { absoluteRects, centerOf } from '../../../../shared/model/geometry.ts'
import { titleOf } from '../../../../shared/model/queries.ts'
import type { Kind } from '../../../../shared/model/schema.ts'
import { freeMiddle, placeComponent, placeFlow } from '../../../state/canvas/place.ts'
import { currentDocument, useDocument } from '../../../state/document.ts'
import { addFlowBetween, commitPlaced, finishRenaming } from '../../../state/elements.ts'
import { setUi, uiStore, useUi } from '../../../state/ui.ts'
import { reveal } from '../../../state/view.ts'
import { focusDiagram } from '../../../state/workplace.ts'
import { cx } from '../../../ui/classes.ts'
import { setCanvas } from '../canvas-state.ts'
import styles from './chrome.module.css'

type Option = { readonly id: string } | { readonly kind: Kind; readonly words: string }

const NEW: readonly Option[] = [
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
  const [at, setAt] = useState(0)
  const id = useId()
  const found = targetsFor(document, from, query)
  const name = query.trim()
  const options: readonly Option[] = [...found.map((id) => ({ id })), ...(name ? NEW : [])]
  const chosen = options[Math.min(at, options.length - 1)]
  const active = chosen && 'id' in chosen ? chosen.id : null
  useEffect(() => {
    setCanvas({ target: active })
    if (active) reveal([active])
    return () => setCanvas({ target: null })
  }, [active])
  const close = () => {
    setUi({ connecting: null })
    focusDiagram()
  }
  const choose = (option: Option | undefined) => {
    if (!option) return
    close()
    if ('id' in option) addFlowBetween(from, option.id)
    else addComponentAfter(from, option.kind, name)
  }
  return (
    <div className={styles.connect} role="dialog" aria-label={`Flow from ${titleOf(document.model, from)}`}>
      <label className={styles.connectTitle} htmlFor={`${id}-field`}>
        Flow from <strong>{titleOf(document.model, from)}</strong> to
      </label>
      <input
        id={`${id}-field`}
        className={styles.connectField}
        // biome-ignore lint/a11y/noAutofocus: it opens on request and is what the keys are for
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={options.length > 0 ? `${id}-${Math.min(at, options.length - 1)}` : undefined}
        placeholder="Type a component's name"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setAt(0)
        }}
        onBlur={() => setUi({ connecting: null })}
        onKeyDown={(event) => {
          event.stopPropagation()
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
          if (step !== undefined) setAt((now) => Math.max(0, Math.min(options.length - 1, now + step)))
          else if (event.key === 'Enter') choose(chosen)
          else if (event.key === 'Escape') close()
          else return
          event.preventDefault()
        }}
      />
      <div id={`${id}-list`} className={styles.connectList} role="listbox" aria-label="Components">
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
          <div
            key={'id' in option ? option.id : `new:${option.kind}`}
            id={`${id}-${index}`}
            role="option"
            aria-selected={option === chosen}
            className={cx(styles.option, option === chosen && styles.active)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(option)}
          >
            {'id' in option ? titleOf(document.model, option.id) : `New ${option.words} “${name}”`}
          </div>
        ))}
        {options.length === 0 ? (
          <div className={styles.none}>No other component. Type a name to add one.</div>
        ) : null}
      </div>
    </div>
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
