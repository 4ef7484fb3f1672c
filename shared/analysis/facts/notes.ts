/**
 * Model notes are facts too: "Auth: JWT issued by Identity Service, validated at Gateway" says
 * something of the API Gateway. A note belongs to every component whose distinctive word it names.
 */
const COMMON = new Set([
  'service',
  'server',
  'store',
  'system',
  'data',
  'database',
  'external',
  'process',
  'with',
  'from',
  'auth',
])
const NONE: readonly string[] = []

/** Gives the notes that name a title, verbatim and in their order. */
export function noteFinder(notes: readonly string[]): (title: string) => readonly string[] {
  if (notes.length === 0) return () => NONE
  const naming = new Map<string, number[]>()
  for (const [at, note] of notes.entries()) {
    for (const word of new Set(distinctiveWords(note))) {
      const others = naming.get(word)
      if (others) others.push(at)
      else naming.set(word, [at])
    }
  }
  return (title) => {
    const found = new Set(distinctiveWords(title).flatMap((word) => naming.get(word) ?? []))
    if (found.size === 0) return NONE
    return [...found].sort((a, b) => a - b).flatMap((at) => notes[at] ?? [])
  }
}

function distinctiveWords(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []
  return words.filter((word) => !COMMON.has(word))
}
