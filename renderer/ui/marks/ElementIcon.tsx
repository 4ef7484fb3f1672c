import styles from './ElementIcon.module.css'

export type ElementKind = 'external' | 'process' | 'store' | 'zone' | 'line' | 'flow' | 'note'

/** The notation of the canvas, small. A crossing's arrow carries the diamond. */
export function ElementIcon({
  kind,
  crosses = false,
}: {
  readonly kind: ElementKind
  readonly crosses?: boolean
}) {
  return (
    <svg className={styles.icon} width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      {shapeOf(kind, crosses)}
    </svg>
  )
}

function shapeOf(kind: ElementKind, crosses: boolean) {
  switch (kind) {
    case 'external':
      return <rect x="2" y="4" width="12" height="8" />
    case 'process':
      return <rect x="2" y="4" width="12" height="8" rx="3" />
    case 'store':
      return <path d="M14 4H2v8h12M4.5 4v8" />
    case 'zone':
      return <rect className={styles.trust} x="2" y="3" width="12" height="10" rx="1.5" />
    case 'line':
      return <path className={styles.trust} d="M3 13 13 3" />
    case 'note':
      return <path d="M3 3h10v6.5L9.5 13H3zM9.5 13V9.5H13" />
    case 'flow':
      return (
        <>
          <path d="M2 8h11M10 5l3 3-3 3" />
          {crosses ? <path className={styles.mark} d="m6 5 3 3-3 3-3-3z" /> : null}
        </>
      )
  }
}
