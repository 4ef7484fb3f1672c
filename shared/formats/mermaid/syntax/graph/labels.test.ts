import { expect, test } from 'vitest'
import { readLabel } from './labels.ts'

const plain = (text: string) => readLabel({ text, type: 'text' })
const markdown = (text: string) => readLabel({ text, type: 'markdown' })

test.each([
  ['  x  ', 'x'],
  ['"x"', 'x'],
  ['a<br/>b<br>c<BR />d', 'a\nb\nc\nd'],
  ['a</br>b', 'a\nb'],
  ['a\\nb', 'a\nb'],
  ['$$\\nabla$$', '$$\\nabla$$'],
  ['a\n    b', 'a\nb'],
  ['<b>x</b> <i class="y">z</i>', 'x z'],
  ['<div>a</div>b', 'a\nb'],
  ['a < b and c > d', 'a < b and c > d'],
  ['x<!-- y -->z', 'xz'],
  ['x<script>alert(1)</script>z', 'xz'],
  ['ﬂ°°35¶ß ﬂ°amp¶ß ﬂ°quot¶ß', '# & "'],
  ['ﬂ°amp¶ßlt;', '&lt;'],
  ['ﬂ°lt¶ßb>', '<b>'],
  ['&lt;b&gt; &#x41;', '<b> A'],
  ['ﬂ°nosuch¶ß', '&nosuch;'],
  ['ﬂ°°0¶ß', '\ufffd'],
  ['**x** _y_', '**x** _y_'],
])('%j is shown as %j', (text, shown) => {
  expect(plain(text)).toBe(shown)
})

test.each([
  ['**x** _y_ ***z***', 'x y z'],
  ['snake_case_name and a_b', 'snake_case_name and a_b'],
  ['2 * 3 * 4', '2 * 3 * 4'],
  ['**a _b_ c**', 'a b c'],
  ['**open', '**open'],
  ['\\*x\\*', '*x*'],
  ['a\nb', 'a\nb'],
  ['a\\nb', 'a\\nb'],
  ['# x', '# x'],
  ['- **x**', '- **x**'],
  ['1. x', '1. x'],
  ['`a *b*`', '`a *b*`'],
  ['<b>*x*</b>', 'x'],
])('Markdown %j is shown as %j', (text, shown) => {
  expect(markdown(text)).toBe(shown)
})

test('a label of a million blanks or breaks between two letters is read at once', () => {
  expect(plain(`a${'\t'.repeat(1_000_000)}b \t`)).toMatch(/^a\t+b$/)
  expect(plain(`\\na${'\\n'.repeat(1_000_000)}b\\n \\n`)).toMatch(/^a\n+b$/)
})
