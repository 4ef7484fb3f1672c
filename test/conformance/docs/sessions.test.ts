// Every command that the docs show is run as they show it, and prints what they say.
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Block, PAGES, root } from './pages.ts'

interface Step {
  readonly command: string
  /** Lines that it prints; "…" stands for any number of them. Empty: not told. */
  readonly printed: readonly string[]
  readonly exit: number
  readonly line: number
}

/** `$ ` starts a command; below it stands what it prints, and `# exits with N` where that is not 0. */
function stepsOf({ text, line }: Block): readonly Step[] {
  const steps: { command: string; printed: string[]; exit: number; line: number }[] = []
  for (const [at, row] of text.trimEnd().split('\n').entries()) {
    const exit = /^# exits with (\d)$/.exec(row)?.[1]
    const last = steps.at(-1)
    if (row.startsWith('$ ')) steps.push({ command: row.slice(2), printed: [], exit: 0, line: line + 1 + at })
    else if (!last) throw new Error(`line ${line}: a session starts with a command`)
    else if (exit !== undefined) last.exit = Number(exit)
    else last.printed.push(row)
  }
  return steps
}

function patternOf(printed: readonly string[]): RegExp {
  const rows = printed.map((row) =>
    row === '…' ? '(?:.*\n)*' : `${row.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}\n`,
  )
  return new RegExp(`^${rows.join('')}$`)
}

let tools: string

beforeAll(() => {
  tools = mkdtempSync(path.join(tmpdir(), 'fenceline-docs-bin-'))
  const program = path.join(tools, 'fenceline')
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${root}/dist/node/main.js' "$@"\n`)
  chmodSync(program, 0o755)
})
afterAll(() => rmSync(tools, { recursive: true, force: true }))

const sessions = PAGES.filter(({ blocks }) => blocks.some(({ language }) => language === 'console'))

describe('the sessions of the docs', () => {
  test('there are some', () => {
    expect(sessions.map(({ name }) => name)).toContain('docs/tutorial.md')
  })

  test.each(sessions)('$name', ({ blocks }) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'fenceline-docs-'))
    const { INIT_CWD: _, ...env } = process.env
    try {
      for (const block of blocks) {
        if (block.file !== '') writeFileSync(path.join(folder, block.file), block.text)
        if (block.language !== 'console') continue
        for (const { command, printed, exit, line } of stepsOf(block)) {
          const { status, stdout, stderr } = spawnSync('sh', ['-c', `exec 2>&1\n${command}`], {
            cwd: folder,
            encoding: 'utf8',
            env: {
              ...env,
              PATH: `${tools}:${env.PATH}`,
              NO_COLOR: '1',
              FENCELINE_CONFIG_DIR: path.join(folder, '.git/settings'),
            },
          })
          const where = `line ${line}: ${command}\n${stdout}${stderr}`
          expect(status, where).toBe(exit)
          if (printed.length > 0) expect(stdout, where).toMatch(patternOf(printed))
        }
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  test('the merge driver is set up by the commands of docs/git.md', () => {
    const blocks = PAGES.find(({ name }) => name === 'docs/git.md')?.blocks ?? []
    const folder = mkdtempSync(path.join(tmpdir(), 'fenceline-docs-'))
    try {
      execFileSync('git', ['init', '-q'], { cwd: folder })
      for (const { text } of blocks.filter(({ language }) => language === 'sh'))
        execFileSync('sh', ['-ec', text.replaceAll('/path/to/fenceline', root)], { cwd: folder })
      const driver = execFileSync('git', ['config', 'merge.fenceline.driver'], {
        cwd: folder,
        encoding: 'utf8',
      })
      expect(driver).toContain(`${root}/build/launch.mjs merge %O %A %B %P`)
      const ask = ['check-attr', 'merge', 'a/threat-model.yaml', 'shop.threat-model.layout.yaml']
      expect(
        execFileSync('git', ask, { cwd: folder, encoding: 'utf8' }).match(/merge: fenceline/g),
      ).toHaveLength(2)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
