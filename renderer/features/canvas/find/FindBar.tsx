/** Finding on the canvas: a field, where one is among the hits, and the hits to choose from. */
import { ChevronDown, ChevronUp, Search, StickyNote, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { plural } from '../../../../shared/core/text.ts'
import { useSettledDocument } from '../../../state/document.ts'
import { goTo, hitsOf, leaveFind, lookFor, stayAtHit, stepHits, useFind } from '../../../state/find/find.ts'
import { excerptOf, piecesOf, wordsOf } from '../../../state/find/fold.ts'
import type { Hit } from '../../../state/find/search.ts'
import { cx } from '../../../ui/classes.ts'
import { IconButton } from '../../../ui/controls/Button.tsx'
import { useWindow } from '../../../ui/controls/Rows.tsx'
import { Kbd } from '../../../ui/controls/Tooltip.tsx'
import { ElementIcon } from '../../../ui/marks/ElementIcon.tsx'
import styles from './FindBar.module.css'

/** Pixels; every row has it, so that only the visible ones are drawn. */
const ROW = 28

export function FindBar() {
  const isOpen = useFind((state) => state.isOpen)
  return isOpen ? <Bar /> : null
}

function Bar() {
  const document = useSettledDocument()
  const query = useFind((state) => state.query)
  const current = useFind((state) => state.current)
  const asked = useFind((state) => state.asked)
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  const hits = hitsOf(document, query)
  const at = hits.findIndex(({ ref }) => ref === current)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each request takes the cursor there
  useEffect(() => field.current?.select(), [asked])
  const words = wordsOf(query)
  return (
    <section className={styles.bar} aria-label="Find on the canvas" data-covers-canvas>
      <div className={styles.head}>
        <Search size={14} strokeWidth={1.75} className={styles.sign} aria-hidden />
        <input
          ref={field}
          className={styles.field}
          aria-label="Find on the canvas"
          placeholder="Title, technology, data, tag…"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={hits.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={at < 0 ? undefined : `${id}-${at}`}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => lookFor(event.target.value)}
          onKeyDown={takeKey}
        />
        <span role="status" className={styles.count}>
          {words.length === 0
            ? ''
            : hits.length === 0
              ? 'None'
              : `${at + 1} of ${hits.length.toLocaleString('en')}`}
        </span>
        <IconButton
          icon={ChevronUp}
          size="small"
          label="Previous"
          shortcut="Shift+Enter"
          disabled={hits.length === 0}
          onClick={() => stepHits(-1)}
        />
        <IconButton
          icon={ChevronDown}
          size="small"
          label="Next"
          shortcut="Enter"
          disabled={hits.length === 0}
          onClick={() => stepHits(1)}
        />
        <IconButton
          icon={X}
          size="small"
          label="Close and stay here"
          shortcut="Mod+Enter"
          onClick={stayAtHit}
        />
      </div>
      {words.length === 0 ? null : hits.length === 0 ? (
        <p className={styles.none}>
          Nothing on the canvas has {words.length === 1 ? 'this' : 'all of these words'}.
        </p>
      ) : (
        <Hits id={id} hits={hits} at={at} words={words} />
      )}
      <p className={styles.foot}>
        <span>
          <Kbd keys="Enter" /> next
        </span>
        <span>
          <Kbd keys="Mod+Enter" /> stay here
        </span>
        <span>
          <Kbd keys="Escape" /> go back
        </span>
      </p>
    </section>
  )
}

function takeKey(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.nativeEvent.isComposing) return
  const { key } = event
  if (key === 'Escape') leaveFind()
  else if (key === 'Enter' && (event.ctrlKey || event.metaKey)) stayAtHit()
  else if (key === 'Enter') stepHits(event.shiftKey ? -1 : 1)
  else if (key === 'ArrowDown') stepHits(1)
  else if (key === 'ArrowUp') stepHits(-1)
  else return
  event.preventDefault()
}

function Hits({
  id,
  hits,
  at,
  words,
}: {
  readonly id: string
  readonly hits: readonly Hit[]
  readonly at: number
  readonly words: readonly string[]
}) {
  const { scroller, first, end } = useWindow(hits.length, ROW, 0, at)
  return (
    <div
      ref={scroller}
      id={`${id}-list`}
      className={styles.list}
      role="listbox"
      aria-label={plural(hits.length, 'hit')}
    >
      <div role="presentation" style={{ height: first * ROW }} />
      {hits.slice(first, end).map((hit, index) => {
        const place = first + index
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
          <div
            key={hit.ref}
            id={`${id}-${place}`}
            role="option"
            aria-selected={place === at}
            aria-setsize={hits.length}
            aria-posinset={place + 1}
            className={cx(styles.hit, place === at && styles.active)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => goTo(hit.ref)}
            onDoubleClick={stayAtHit}
          >
            {hit.kind === 'note' ? (
              <StickyNote size={14} strokeWidth={1.5} aria-hidden />
            ) : (
              <ElementIcon kind={hit.kind} />
            )}
            <Marked className={styles.title} text={hit.title} words={words} />
            {hit.where === null ? null : (
              <span className={styles.where} title={`${hit.where.label}: ${hit.where.text}`}>
                <span className={styles.label}>{hit.where.label}</span>{' '}
                <Marked text={excerptOf(hit.where.text, words)} words={words} />
              </span>
            )}
          </div>
        )
      })}
      <div role="presentation" style={{ height: (hits.length - end) * ROW }} />
    </div>
  )
}

function Marked({
  text,
  words,
  className,
}: {
  readonly text: string
  readonly words: readonly string[]
  readonly className?: string | undefined
}) {
  return (
    <span className={className}>
      {piecesOf(text, words).map((piece, at) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name
        piece.hit ? <mark key={at}>{piece.text}</mark> : piece.text,
      )}
    </span>
  )
}
