/** Words in one form each, to compare texts of different authors. */

const ENDINGS: readonly (readonly [ending: RegExp, instead: string])[] = [
  [/(ss|us|is)$/, '$1'],
  [/ies$/, 'y'],
  [/(ch|sh|x|z|s)es$/, '$1'],
  [/s$/, ''],
]

/** Lower-case words in their stems; hyphens part words. */
export function stems(text: string): readonly string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
  return (plain.replace(/['’]s\b/g, '').match(/[\p{L}\p{N}]+/gu) ?? []).map(stem)
}

/** One form for "forge", "forged", "forging"; British and American spellings alike. Not a word to show. */
export function stem(word: string): string {
  if (word.length < 4) return word
  let text = word.replace(/is(e|ed|es|ing|ation|ations|er)$/, 'iz$1')
  for (const [ending, instead] of ENDINGS) {
    if (!ending.test(text)) continue
    text = text.replace(ending, instead)
    break
  }
  for (const ending of ['ization', 'izing', 'ized', 'izer', 'ize']) {
    if (text.length > ending.length + 3 && text.endsWith(ending)) return `${text.slice(0, -ending.length)}iz`
  }
  for (const ending of ['ation', 'ition', 'ing', 'ed', 'er', 'ion', 'ly', 'ment', 'e']) {
    if (text.length > ending.length + 2 && text.endsWith(ending)) {
      text = text.slice(0, -ending.length)
      break
    }
  }
  return text.replace(/([^aeiouls])\1$/, '$1')
}
