/** A text as a broken disk, a careless merge or an attacker would leave it; the same for the same numbers. */

export interface Mutation {
  readonly kind: 'cut' | 'changed' | 'removed' | 'doubled' | 'planted' | 'retyped'
  readonly text: string
}

/** What upsets parsers: openers without an end, names that objects have, numbers out of range, invisible signs. */
const PLANTED = [
  '[',
  '{',
  '<',
  '"',
  "'",
  '&',
  '*',
  '\0',
  '\u202e',
  '\ufeff',
  '\ud800',
  '- ',
  '? ',
  '<<: ',
  '!!js/function x',
  '%YAML 1.1\n---\n',
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  ']]>',
  '<![CDATA[',
  '&#0;',
  '"__proto__": ',
  '__proto__: ',
  '1e999',
  '-0',
  'NaN',
  'end',
  '-->',
  '%%{init: {}}%%',
  '"""',
  '\\u0000',
  '[['.repeat(2000),
  '{"a":'.repeat(2000),
  '<a>'.repeat(2000),
  '? '.repeat(500),
  'x'.repeat(20_000),
]
const VALUES = ['null', 'true', '-1', '""', '[]', '{}', '[1]', '{"a": 1}', '1e308', '"x"']
const VALUE =
  /"(?:[^"\\\n]|\\.)*"(?!\s*:)|(?<=[:=]\s*)-?\d+(?:\.\d+)?|\b(?:true|false|null|True|False|None)\b/g

/** `pick(n)` gives a number below n. */
export function mutate(text: string, pick: (below: number) => number): Mutation {
  const at = pick(text.length + 1)
  const some = Math.min(text.length, at + 1 + pick(200))
  switch (pick(8)) {
    case 0:
    case 1:
      return { kind: 'cut', text: text.slice(0, at) }
    case 2:
      return {
        kind: 'changed',
        text: text.slice(0, at) + String.fromCharCode(pick(256)) + text.slice(at + 1),
      }
    case 3:
      return { kind: 'removed', text: text.slice(0, at) + text.slice(some) }
    case 4:
      return { kind: 'doubled', text: text.slice(0, some) + text.slice(at) }
    case 5:
      return { kind: 'planted', text: text.slice(0, at) + PLANTED[pick(PLANTED.length)] + text.slice(at) }
    default:
      return { kind: 'retyped', text: retyped(text, pick) }
  }
}

/** One value is of another type, as another version of a tool, or a hand, would write it. */
function retyped(text: string, pick: (below: number) => number): string {
  const values = [...text.matchAll(VALUE)]
  const value = values[pick(values.length)]
  if (!value) return text
  return text.slice(0, value.index) + VALUES[pick(VALUES.length)] + text.slice(value.index + value[0].length)
}
