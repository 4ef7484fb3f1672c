// The look of the app is in one small file: what it holds is legible, and nothing is said beside it.
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (file: string) => readFileSync(`${root}/${file}`, 'utf8')
const tokens = read('ui/tokens.css')

type Theme = Readonly<Record<string, string>>

const declared = (block: string): Theme =>
  Object.fromEntries([...block.matchAll(/--([\w-]+): ([^;]+);/g)].map(([, name, value]) => [name, value]))
const blockOf = (selector: string) => tokens.split(`${selector} {`)[1]?.split('\n}')[0] ?? ''
const light = declared(blockOf(':root'))
const THEMES = {
  light,
  dark: { ...light, ...declared(blockOf(":root[data-theme='dark']")) },
  contrast: { ...light, ...declared(blockOf(":root[data-theme='contrast']")) },
} as const

/** What is written on what; `*-tint` lies on the surface. */
const TEXTS: readonly (readonly [text: string, grounds: readonly string[]])[] = [
  ['ink', ['paper', 'surface', 'raised', 'sunken', 'hover', 'focus-tint', 'stale-tint', 'done-tint']],
  ['ink-2', ['paper', 'surface', 'raised', 'sunken', 'hover', 'focus-tint', 'stale-tint']],
  ['ink-3', ['paper', 'surface', 'raised', 'sunken']],
  ['surface', ['ink', 'ink-2', 'done']],
  ['trust', ['paper', 'surface']],
  ['stale', ['surface', 'stale-tint']],
  ['focus', ['surface', 'raised', 'focus-tint']],
  ['on-focus', ['focus']],
  ['done', ['surface', 'done-tint']],
]
/** Lines without which something could not be seen: 3 to 1 (WCAG 1.4.11). */
const LINES: readonly (readonly [line: string, grounds: readonly string[]])[] = [
  ['edge', ['surface', 'raised', 'paper']],
  ['focus', ['paper', 'surface', 'raised', 'hover']],
  ['trust', ['paper', 'surface']],
  ['stale', ['paper', 'stale-tint']],
  ['ink', ['paper', 'surface']],
]

describe.each(Object.entries(THEMES))('the %s theme', (name, theme) => {
  const least = name === 'contrast' ? 7 : 4.5
  const pairs = (table: typeof TEXTS) =>
    table.flatMap(([over, grounds]) => grounds.map((on) => [over, on] as const))

  test.each(pairs(TEXTS))('%s on %s can be read', (text, ground) => {
    expect(contrast(colour(theme, text), colour(theme, ground))).toBeGreaterThanOrEqual(least)
  })

  test.each(pairs(LINES))('a line of %s is seen on %s', (line, ground) => {
    expect(contrast(colour(theme, line), colour(theme, ground))).toBeGreaterThanOrEqual(3)
  })
})

const SHEETS = globSync('**/*.css', { cwd: root }).filter((file) => file !== 'ui/tokens.css')
const SOURCES = globSync('**/*.{ts,tsx}', { cwd: root }).filter((file) => !file.endsWith('.test.ts'))

/** `file: words` for each place where the pattern stands. */
const found = (files: readonly string[], pattern: RegExp): readonly string[] =>
  files.flatMap((file) => [...read(file).matchAll(pattern)].map(([words]) => `${file}: ${words}`))

describe('outside the tokens', () => {
  test('there is no colour', () => {
    expect(SHEETS.length).toBeGreaterThan(30)
    expect(found(SHEETS, /#[\da-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|lab)\(/gi)).toEqual([])
    expect(found(SOURCES, /(?<=['"`])#(?:[\da-f]{3}){1,2}\b|\b(?:rgba?|hsla?)\(/gi)).toEqual([])
  })

  test('there is no type size, weight or family', () => {
    expect(found(SHEETS, /font-(?:size|weight): (?!var\(|calc\(var\(|inherit)[^;]+/g)).toEqual([])
    expect(found(SHEETS, /font-family: (?!var\(|inherit)[^;]+/g)).toEqual([])
    expect(found(SHEETS, /\bfont: (?!inherit)[^;]+/g)).toEqual([])
  })

  test('there is no radius but the circle’s and none', () => {
    expect(found(SHEETS, /border-radius: (?!var\(|50%|0;|0 |inherit)[^;]+/g)).toEqual([])
  })

  test('there is no shadow and no length of motion', () => {
    expect(found(SHEETS, /transition[^;]*[1-9]\d*m?s\b/g)).toEqual([])
    // A ring or a line is drawn with spread alone; what blurs is a shadow.
    expect(found(SHEETS, /box-shadow: (?!var\(|none|inset|0 0 0 )[^;]+/g)).toEqual([])
  })

  test('every token that is used exists', () => {
    const known = new Set(Object.keys(light))
    const local = (text: string) => new Set([...text.matchAll(/--([\w-]+):/g)].map(([, name]) => name))
    const canvas = local(read('features/canvas/Canvas.module.css'))
    // What only the page can know, such as the width of a box, comes from a component's style.
    const given = new Set(
      SOURCES.flatMap((file) => [...read(file).matchAll(/'--([\w-]+)'(?::|\] =)/g)].map(([, name]) => name)),
    )
    const unknown = SHEETS.flatMap((file) => {
      const text = read(file)
      const own = local(text)
      return [...text.matchAll(/var\(--([\w-]+)\)/g)]
        .map(([, name = '']) => name)
        .filter((name) => !known.has(name) && !own.has(name) && !canvas.has(name) && !given.has(name))
        .map((name) => `${file}: --${name}`)
    })
    expect(unknown).toEqual([])
  })
})

type Rgb = readonly [number, number, number]

/** Throws for a colour that is not opaque: what lies under it would have to be known. */
function colour(theme: Theme, name: string): Rgb {
  const hex = /^#(\w\w)(\w\w)(\w\w)$/.exec(theme[name] ?? '')
  if (!hex) throw new Error(`--${name} is ${theme[name]}`)
  const [, r = '', g = '', b = ''] = hex
  return [Number.parseInt(r, 16), Number.parseInt(g, 16), Number.parseInt(b, 16)]
}

/** The contrast ratio of WCAG 2. */
function contrast(a: Rgb, b: Rgb): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

function luminance(rgb: Rgb): number {
  const [r = 0, g = 0, b = 0] = rgb.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
