// A real git repo in a temporary folder, with an identity and dates that are always the same.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const START = 1_790_000_000

export interface TestRepo {
  /** Real path. */
  readonly root: string
  git(...args: readonly string[]): string
  /** Writes files; null removes one. */
  write(files: Readonly<Record<string, string | null>>): void
  /** Writes files and commits everything; gives the commit's id. Each commit is a minute after the one before. */
  commit(subject: string, files?: Readonly<Record<string, string | null>>): string
  remove(): void
}

/** In a folder of its own, or in one that is there already. */
export function aRepo(folder = mkdtempSync(path.join(tmpdir(), 'fenceline-git-'))): TestRepo {
  const root = realpathSync(folder)
  let minutes = 0
  const git = (...args: readonly string[]): string => {
    const date = `${START + 60 * minutes} +0000`
    return execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      env: {
        ...{ PATH: process.env.PATH, HOME: root, GIT_CONFIG_NOSYSTEM: '1' },
        ...{ GIT_AUTHOR_NAME: 'Ann Author', GIT_AUTHOR_EMAIL: 'ann@example.org', GIT_AUTHOR_DATE: date },
        ...{
          GIT_COMMITTER_NAME: 'Ann Author',
          GIT_COMMITTER_EMAIL: 'ann@example.org',
          GIT_COMMITTER_DATE: date,
        },
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trimEnd()
  }
  const write = (files: Readonly<Record<string, string | null>>): void => {
    for (const [name, text] of Object.entries(files)) {
      const place = path.join(root, name)
      if (text === null) rmSync(place)
      else {
        mkdirSync(path.dirname(place), { recursive: true })
        writeFileSync(place, text)
      }
    }
  }
  git('init', '--quiet', '--initial-branch=main')
  return {
    root,
    git,
    write,
    commit(subject, files = {}) {
      write(files)
      minutes += 1
      git('add', '--all')
      git('commit', '--quiet', '--allow-empty', '--message', subject)
      return git('rev-parse', 'HEAD')
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}
