import { Pause, Timer } from 'lucide-react'
import { useEffect, useState } from 'react'
import { isPausedAt, minutesAt, touchClock, useClock } from '../../../state/review/clock.ts'
import styles from './Header.module.css'

/** Milliseconds between two looks at the clock, which shows whole minutes. */
const LOOK = 5_000

/** How long the review has taken so far. It only informs: nothing waits for it and nobody is told of each minute. */
export function SessionClock() {
  const clock = useClock()
  const [now, setNow] = useState(() => Date.now())
  const isRunning = clock.seen !== null
  useEffect(() => {
    if (!isRunning) return
    const look = () => setNow(Date.now())
    look()
    const timer = window.setInterval(look, LOOK)
    window.addEventListener('keydown', touchClock, true)
    window.addEventListener('pointerdown', touchClock, true)
    return () => {
      window.clearInterval(timer)
      window.removeEventListener('keydown', touchClock, true)
      window.removeEventListener('pointerdown', touchClock, true)
    }
  }, [isRunning])
  if (!isRunning) return null
  const minutes = minutesAt(clock, now)
  const isPaused = isPausedAt(clock, now)
  const Icon = isPaused ? Pause : Timer
  return (
    <span
      className={styles.clock}
      role="timer"
      title="Time at this review. A pause of more than a minute does not count."
    >
      <Icon size={12} aria-hidden />
      {minutes === 0 ? 'Under a minute' : `${minutes} min`}
      {isPaused ? ', paused' : null}
    </span>
  )
}
