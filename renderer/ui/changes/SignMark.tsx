import { isFilled, plateOf, SIGNS, type Sign } from '../../../shared/diff/marks/overlay/signs.ts'
import { cx } from '../classes.ts'
import styles from './SignMark.module.css'

/** The sign of a change around the origin, for a drawing; `SignIcon` is one of its own. */
export function SignMark({ sign, isHeld = false }: { readonly sign: Sign; readonly isHeld?: boolean }) {
  const isGone = sign === 'removed' || sign === 'lost'
  return (
    <g
      className={cx(styles.sign, isFilled(sign) && styles.filled, sign === 'stale' && styles.stale)}
      data-sign={sign}
    >
      {isHeld ? <path className={styles.ring} d={plateOf(sign)} /> : null}
      <path className={cx(styles.plate, isGone && styles.dashed)} d={plateOf(sign)} />
      <path className={styles.glyph} d={SIGNS[sign]} />
    </g>
  )
}

/** Beside words that say the same. */
export function SignIcon({ sign }: { readonly sign: Sign }) {
  return (
    <svg className={styles.icon} width="22" height="22" viewBox="-11 -11 22 22" aria-hidden>
      <SignMark sign={sign} />
    </svg>
  )
}
