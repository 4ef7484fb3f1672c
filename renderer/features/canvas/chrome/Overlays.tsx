import { LoaderCircle } from 'lucide-react'
import { runAction } from '../../../actions/index.ts'
import { useDocument } from '../../../state/document.ts'
import { setUi, useUi } from '../../../state/ui.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Kbd } from '../../../ui/controls/Tooltip.tsx'
import { useCanvas } from '../canvas-state.ts'
import styles from './chrome.module.css'

/** What a gesture shows on the canvas: rubber band, new zone, loose flow, boundary stroke, copies. */
export function GestureLayer() {
  const box = useCanvas((state) => state.box)
  const wire = useCanvas((state) => state.wire)
  const stroke = useCanvas((state) => state.stroke)
  const copies = useCanvas((state) => state.copies)
  if (!box && !wire && !stroke && !copies) return null
  return (
    <svg className={styles.gestures} aria-hidden>
      {box ? (
        <rect
          className={box.purpose === 'zone' ? styles.newZone : styles.band}
          {...box.rect}
          rx={box.purpose === 'zone' ? 6 : 0}
        />
      ) : null}
      {wire ? (
        <>
          <line className={styles.wire} x1={wire.from.x} y1={wire.from.y} x2={wire.to.x} y2={wire.to.y} />
          <circle className={styles.wireEnd} cx={wire.to.x} cy={wire.to.y} r={4} />
        </>
      ) : null}
      {copies?.map((rect) => (
        <rect key={`${rect.x} ${rect.y}`} className={styles.band} {...rect} rx={6} />
      ))}
      {stroke ? (
        <polyline className={styles.stroke} points={stroke.map(({ x, y }) => `${x},${y}`).join(' ')} />
      ) : null}
    </svg>
  )
}

/** Shown while the layout runs, and while a large diagram that nobody placed waits for somebody to want it. */
export function ArrangeBar() {
  const arranging = useUi((state) => state.arranging)
  const offers = useUi((state) => state.offersArranging)
  if (!arranging && !offers) return null
  return (
    <div className={styles.bar} role="status">
      {arranging ? (
        <>
          <LoaderCircle size={14} className={styles.spin} aria-hidden />
          {arranging.of > 1 ? `Arranging ${arranging.at + 1} of ${arranging.of}` : 'Arranging'}
          <Button variant="quiet" onClick={arranging.stop}>
            Stop
          </Button>
        </>
      ) : (
        <>
          Placed in rows
          <Button variant="quiet" onClick={() => void runAction('arrange.layout')}>
            Arrange along the flows
          </Button>
          <Button variant="quiet" onClick={() => setUi({ offersArranging: false })}>
            Keep
          </Button>
        </>
      )}
    </div>
  )
}

/** The first actions on an empty canvas. */
export function EmptyHint() {
  const isEmpty = useDocument(({ path, history: { present } }) => {
    const { model, layout } = present
    return path !== null && model.components.length + model.boundaries.length + layout.notes.length === 0
  })
  const tool = useUi((state) => state.tool)
  if (!isEmpty) return null
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>
        {tool === 'select' ? 'Start with who uses the system' : 'Click where it goes'}
      </p>
      <p>
        <Kbd keys="E" /> external entity <Kbd keys="P" /> process <Kbd keys="S" /> data store
      </p>
      <p>then drag from one to the next for a flow, or paste a diagram as text</p>
    </div>
  )
}

/** Only where the layout has more than one page. */
export function Pages() {
  const pages = useDocument((state) => state.history.present.layout.pages)
  const page = useUi((state) => state.page)
  if (pages.length < 2) return null
  const current = pages.find(({ id }) => id === page)?.id ?? pages[0]?.id
  return (
    <label className={styles.pages}>
      Page
      <select value={current} onChange={(event) => setUi({ page: event.target.value, selection: [] })}>
        {pages.map(({ id, title }) => (
          <option key={id} value={id}>
            {title || id}
          </option>
        ))}
      </select>
    </label>
  )
}
