// The README and every page under docs/, with the blocks that they show.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '')

export interface Block {
  /** The word behind the fence; empty for none. */
  readonly language: string
  /** What follows it: of a `dfd` block the file that the reader makes of it. */
  readonly file: string
  readonly text: string
  readonly line: number
}

export interface DocPage {
  /** Relative to the root. */
  readonly name: string
  readonly text: string
  readonly blocks: readonly Block[]
}

export const PAGES: readonly DocPage[] = [
  'README.md',
  ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`)
    .sort(),
].map((name) => {
  const text = readFileSync(path.join(root, name), 'utf8')
  return { name, text, blocks: blocksOf(text) }
})

/** A fence may be indented, as in a list; its text is then, too. */
function blocksOf(text: string): readonly Block[] {
  return [...text.matchAll(/^( *)```(\S*) ?(.*)\n([\s\S]*?)^\1```$/gm)].map(
    ([whole, indent = '', language = '', file = '', body = '']) => ({
      language,
      file,
      text: body.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
      line: text.slice(0, text.indexOf(whole)).split('\n').length,
    }),
  )
}
