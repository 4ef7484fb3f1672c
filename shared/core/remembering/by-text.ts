/** Printing a model says the same words many times, and the next save says nearly all of them again. */

/** Longer texts are few, and would take more room than they save time. */
const LONGEST = 200

/**
 * `make`, a pure function, which gives what it gave before for a text that it was asked for lately. It remembers up to
 * twice `most` texts; those that were not asked for while as many others were are forgotten first.
 */
export function byText(make: (text: string) => string, most = 10_000): (text: string) => string {
  let recent = new Map<string, string>()
  let before = new Map<string, string>()
  return (text) => {
    if (text.length > LONGEST) return make(text)
    const known = recent.get(text)
    if (known !== undefined) return known
    const made = before.get(text) ?? make(text)
    if (recent.size >= most) {
      before = recent
      recent = new Map()
    }
    recent.set(text, made)
    return made
  }
}
