// What the docs name exists: commands, options, pages, scripts.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { createProgram } from '../../../electron/cli/program.ts'
import { PAGES, root } from './pages.ts'

/** Blocks whose words are no files of ours: what they are is looked at elsewhere. */
const KINDS = ['', 'console', 'sh', 'yaml', 'json', 'dfd', 'markdown', 'mermaid', 'text']

const program: Command = createProgram('0', () => {})
const commands = new Map(program.commands.map((command) => [command.name(), command]))

/** "fenceline lint --since" as [lint, [--since]], of a page's code, inline and in blocks. */
function mentionsIn(text: string): readonly (readonly [string, readonly string[]])[] {
  const code = [...text.matchAll(/`([^`\n]+)`|^ *\$ (.+)$|(^.*launch\.mjs .+$)/gm)]
  return code.flatMap(([, inline, typed, launched]) => {
    const said = inline ?? typed ?? launched ?? ''
    const call = /(?:^|[ ;&|])(?:fenceline|fenceline --|launch\.mjs) ([a-z]+)\b([^;|&]*)/.exec(said)
    return call?.[1] ? [[call[1], call[2]?.match(/--[a-z][a-z-]*/g) ?? []] as const] : []
  })
}

describe.each(PAGES)('$name', ({ name, text, blocks }) => {
  test('names commands and options that exist', () => {
    const unknown = mentionsIn(text).flatMap(([word, options]) => {
      const command = commands.get(word)
      if (!command) return [word]
      const known = command.options.flatMap(({ long, negate }) => [
        long,
        negate ? long?.replace('no-', '') : long,
      ])
      return options
        .filter((option) => option !== '--help' && !known.includes(option))
        .map((option) => `${word} ${option}`)
    })
    expect(unknown).toEqual([])
  })

  test('has links that lead somewhere', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, to = '']) => to)
    const gone = links.filter((to) => !existsSync(path.join(root, path.dirname(name), to)))
    expect(gone).toEqual([])
  })

  test('shows blocks of known kinds', () => {
    expect(blocks.map(({ language }) => language).filter((language) => !KINDS.includes(language))).toEqual([])
  })
})

test('every page under docs/ is in its index', () => {
  const index = readFileSync(path.join(root, 'docs/README.md'), 'utf8')
  const missing = PAGES.map(({ name }) => name)
    .filter((name) => /^docs\/[^/]+$/.test(name) && name !== 'docs/README.md')
    .filter((name) => !index.includes(`](${name.slice('docs/'.length)})`))
  expect(missing).toEqual([])
})
