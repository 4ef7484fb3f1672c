/** Words that a misspelt one may have been meant for. */

/** The word that the text misspells, if any: two slips at most, one in short words, none in very short ones. */
export function nearestSlip(text: string, words: readonly string[]): string | undefined {
  let least = text.length < 4 ? 1 : text.length < 8 ? 2 : 3
  let best: string | undefined
  for (const word of words) {
    if (Math.abs(word.length - text.length) >= least) continue
    const slips = slipsBetween(text, word)
    if (slips >= least) continue
    best = word
    least = slips
  }
  return best
}

function slipsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** The words most like the text, best first; any case, and only those that share more than they differ. */
export function nearestWords(text: string, words: readonly string[], most = 2): readonly string[] {
  const given = text.toLowerCase()
  return [...new Set(words)]
    .map((word) => {
      const other = word.toLowerCase()
      const starts = given.length > 1 && (other.startsWith(given) || given.startsWith(other))
      const distance = slipsBetween(given, other) / Math.max(given.length, other.length, 1)
      return { word, distance: starts ? Math.min(distance, 0.4) : distance }
    })
    .filter(({ distance }) => distance <= 0.5)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ word }) => word)
}
