/**
 * Where the last letters before `end` begin that are all among `letters`. An expression that ends in `$` would try at
 * each letter of every run of them, which takes the square of its length.
 */
export function tailStart(text: string, letters: string, end = text.length): number {
  let at = end
  while (at > 0 && letters.includes(text.charAt(at - 1))) at -= 1
  return at
}
