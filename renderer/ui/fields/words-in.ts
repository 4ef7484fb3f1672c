/**
 * The entries that a text typed into a list stands for, each once: it is cut at commas, but not where it is one of
 * `whole`, such as a title that is picked, and never where all entries may hold commas.
 */
export function wordsIn(text: string, whole: readonly string[] | 'all'): readonly string[] {
  const isOne = whole === 'all' || whole.includes(text.trim())
  const words = (isOne ? [text] : text.split(',')).map((word) => word.trim())
  return [...new Set(words)].filter((word) => word !== '')
}
