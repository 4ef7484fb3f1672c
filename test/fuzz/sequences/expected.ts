/** What a session ought to come to, by the simplest account of it: a title a component, three versions of each. */

export type Titles = readonly string[]

export interface Expected {
  /** On disk now. */
  readonly disk: Titles
  /** What the page last read or saved. */
  readonly base: Titles
  readonly past: readonly Titles[]
  readonly ours: Titles
  readonly future: readonly Titles[]
  /** A conflict is shown and waits. */
  readonly asked: boolean
  /** Unsaved edits as they were last kept for a crash. */
  readonly kept: { readonly base: Titles; readonly ours: Titles } | null
  /** Comments that others wrote into the file. */
  readonly notes: readonly string[]
}

export const opened = (titles: Titles): Expected => ({
  disk: titles,
  base: titles,
  past: [],
  ours: titles,
  future: [],
  asked: false,
  kept: null,
  notes: [],
})

export const isSame = (a: Titles, b: Titles): boolean => a.every((title, at) => title === b[at])

/** Each title of the side that changed it; undefined where both did, differently. */
function merge(base: Titles, ours: Titles, theirs: Titles): (string | undefined)[] {
  return base.map((title, at) => {
    const [our, their] = [ours[at], theirs[at]]
    if (our === their || their === title) return our
    return our === title ? their : undefined
  })
}

/** Edits that are not unsaved any more are not kept any longer. */
const settled = (state: Expected): Expected =>
  isSame(state.ours, state.base) ? { ...state, kept: null } : state

function changed(state: Expected, ours: Titles): Expected {
  if (isSame(ours, state.ours)) return state
  return { ...state, past: [...state.past, state.ours], ours, future: [] }
}

export function edited(state: Expected, at: number, title: string): Expected {
  return settled(
    changed(
      state,
      state.ours.map((old, index) => (index === at ? title : old)),
    ),
  )
}

export function undone(state: Expected): Expected {
  const ours = state.past.at(-1)
  if (!ours) return state
  return settled({ ...state, past: state.past.slice(0, -1), ours, future: [state.ours, ...state.future] })
}

export function redone(state: Expected): Expected {
  const [ours, ...future] = state.future
  if (!ours) return state
  return settled({ ...state, past: [...state.past, state.ours], ours, future })
}

/** The page looks at the files: it takes what does not touch its edits, else asks. */
export function looked(state: Expected): Expected {
  const merged = merge(state.base, state.ours, state.disk)
  if (merged.includes(undefined)) return { ...state, asked: true }
  const ours = merged.map((title) => title ?? '')
  return settled({ ...changed(state, ours), base: state.disk, asked: false })
}

/** True when the save went through. */
export function saved(state: Expected): readonly [Expected, boolean] {
  if (state.asked) return [state, false]
  const now = isSame(state.base, state.disk) ? state : looked(state)
  if (now.asked) return [now, false]
  return [settled({ ...now, disk: now.ours, base: now.ours }), true]
}

/** A look, and every conflict decided for one side. */
export function decided(state: Expected, side: 'ours' | 'theirs'): Expected {
  const merged = merge(state.base, state.ours, state.disk)
  const chosen = side === 'ours' ? state.ours : state.disk
  const ours = merged.map((title, at) => title ?? chosen[at] ?? '')
  return settled({ ...changed(state, ours), base: state.disk, asked: false })
}

/** The page or its process is gone; the next one takes back what was kept, and its own side where both changed. */
export function reopened(state: Expected): Expected {
  const fresh: Expected = { ...opened(state.disk), notes: state.notes }
  if (!state.kept) return fresh
  const { kept } = state
  const merged = merge(kept.base, state.disk, kept.ours)
  const restored = changed(
    fresh,
    merged.map((title, at) => title ?? kept.ours[at] ?? ''),
  )
  return settled({ ...restored, kept: { base: restored.base, ours: restored.ours } })
}
