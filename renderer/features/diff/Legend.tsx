import type { Change, ChangeKind } from '../../../shared/diff/marks/list-changes.ts'
import type { Look } from '../../../shared/diff/marks/overlay/overlay.ts'
import { STROKES } from '../../../shared/diff/marks/overlay/strokes.ts'
import { SignIcon } from '../../ui/changes/SignMark.tsx'
import styles from './Legend.module.css'

interface Entry {
  readonly kind: ChangeKind
  readonly words: string
  /** How the outline of such an element is drawn; a crossing has its sign alone. */
  readonly frame?: Exclude<Look, 'head'>
}

const ENTRIES: readonly Entry[] = [
  { kind: 'gained', words: 'Crosses a boundary now' },
  { kind: 'lost', words: 'Crosses it no longer' },
  { kind: 'stale', words: 'Its analysis is stale' },
  { kind: 'added', words: 'Added', frame: 'frame-added' },
  { kind: 'removed', words: 'Removed', frame: 'frame-removed' },
  { kind: 'rezoned', words: 'Moved to another zone', frame: 'frame-rezoned' },
  { kind: 'changed', words: 'Changed', frame: 'frame-changed' },
]

/** What the signs on the canvas say: those of them that this comparison has. */
export function Legend({ changes }: { readonly changes: readonly Change[] }) {
  const kinds = new Set(changes.map(({ kind }) => kind))
  return (
    <details className={styles.legend} open>
      <summary>Signs</summary>
      <ul className={styles.entries}>
        {ENTRIES.filter(({ kind }) => kinds.has(kind)).map(({ kind, words, frame }) => (
          <li key={kind} className={styles.entry}>
            <SignIcon sign={kind} />
            <span>{words}</span>
            {frame ? <Swatch frame={frame} /> : null}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** A piece of the outline, as the canvas draws it. */
function Swatch({ frame }: { readonly frame: Exclude<Look, 'head'> }) {
  const { colour, width, dash } = STROKES[frame]
  return (
    <svg className={styles.swatch} width="44" height="8" aria-hidden>
      <path
        className={colour === 'ink' ? styles.ink : styles.muted}
        d="M0,4H44"
        strokeWidth={width}
        strokeDasharray={dash.length > 0 ? dash.join(' ') : undefined}
      />
    </svg>
  )
}
