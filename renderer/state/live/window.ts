/**
 * This page's name for itself. A reload keeps it, so that a page that crashed finds its own unsaved
 * edits; a duplicated tab, which starts with a copy of the name, takes another.
 */
const KEY = 'fenceline.window'

let taken: Promise<string> | undefined

/** The same for as long as this page lives, unless `renewWindow` is called. */
export function takeWindow(): Promise<string> {
  taken ??= claim(sessionStorage.getItem(KEY))
  return taken
}

/** Takes a new name: what is kept under the old one must not be written over. */
export function renewWindow(): void {
  taken = claim(null)
}

async function claim(kept: string | null): Promise<string> {
  const name = kept !== null && (await lock(kept)) ? kept : newName()
  if (name !== kept) await lock(name)
  sessionStorage.setItem(KEY, name)
  return name
}

/** A name that no window has. Over a forwarded port `crypto.randomUUID` and locks are missing. */
export function newName(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}

/** False when another tab holds the name. The lock ends with the page. */
function lock(name: string): Promise<boolean> {
  const locks: LockManager | undefined = navigator.locks
  return new Promise((resolve) => {
    if (locks === undefined) return resolve(true)
    const holding = locks.request(`fenceline.window.${name}`, { ifAvailable: true }, (held) => {
      resolve(held !== null)
      return held === null ? undefined : new Promise(() => {})
    })
    // Where a page may not lock at all, opening and saving would wait for it for ever.
    holding.catch(() => resolve(true))
  })
}
