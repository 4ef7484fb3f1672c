/**
 * How long a review takes, to inform and nothing else. It runs from the first decision on while somebody is at
 * it: of a pause only its first minute counts.
 */
import { createStore, useStore } from 'zustand'

/** Milliseconds without a sign of life after which nobody is at it any more. */
const PAUSE = 60_000

export interface Clock {
  /** Milliseconds that count, up to the last sign of life. */
  readonly spent: number
  /** When that was; null before the first decision. */
  readonly seen: number | null
}

export const STOPPED: Clock = { spent: 0, seen: null }

/** The clock after a decision at `now`, which starts it. */
export function decided(clock: Clock, now: number): Clock {
  return clock.seen === null ? { ...clock, seen: now } : seenAt(clock, now)
}

/** The clock after another sign of life, which does not start it. */
export function seenAt(clock: Clock, now: number): Clock {
  return clock.seen === null ? clock : { spent: spentAt(clock, now), seen: now }
}

/** Milliseconds at the review; they stand still in a pause and never go back. */
export function spentAt({ spent, seen }: Clock, now: number): number {
  return seen === null ? spent : spent + Math.max(0, Math.min(now - seen, PAUSE))
}

/** Whole minutes: a clock that ticks would hurry. */
export function minutesAt(clock: Clock, now: number): number {
  return Math.floor(spentAt(clock, now) / 60_000)
}

export function isPausedAt({ seen }: Clock, now: number): boolean {
  return seen !== null && now - seen >= PAUSE
}

const clockStore = createStore<Clock>(() => STOPPED)

export function useClock(): Clock {
  return useStore(clockStore)
}

export function startClock(): void {
  clockStore.setState(decided(clockStore.getState(), Date.now()), true)
}

export function touchClock(): void {
  clockStore.setState(seenAt(clockStore.getState(), Date.now()), true)
}

/** For another model, which is another review. */
export function resetClock(): void {
  clockStore.setState(STOPPED, true)
}
