/**
 * Runs the user's own git for reading, in a folder that a stranger may have filled. A repo's settings can name
 * commands for git to run: so only plumbing is called here, which has no use for most of them, and what could
 * still lead to one is switched off on the command line, which wins over every file. Nothing is ever fetched.
 */
import { execFile } from 'node:child_process'
import { AppError } from '../../../shared/core/errors.ts'
import { findGit } from './executable.ts'

/** The plumbing that reads. None of these looks at the index or at files of the working folder. */
type Plumbing =
  | 'rev-parse'
  | 'rev-list'
  | 'cat-file'
  | 'ls-tree'
  | 'diff-tree'
  | 'for-each-ref'
  | 'merge-base'
  | 'config'

interface GitAnswer {
  readonly code: number
  readonly stdout: Buffer
  /** In English. */
  readonly stderr: string
}

export interface Git {
  /**
   * Any exit code is an answer. Throws `too-large` or `io` where a limit ended it, `not-found` where there is no git.
   * Options that a command does not know are the caller's mistake; values of people never begin with a dash here.
   */
  run(command: Plumbing, args: readonly string[], input?: string): Promise<GitAnswer>
}

export interface GitOptions {
  /** Milliseconds that one command may take. */
  readonly patience?: number
  /** Bytes that one command may print. */
  readonly maxBytes?: number
  readonly env?: NodeJS.ProcessEnv
}

const PATIENCE = 15_000
const MAX_BYTES = 64 * 1024 * 1024

const SETTINGS = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.pager=cat',
  'core.quotePath=false',
  'core.useReplaceRefs=false',
  'log.showSignature=false',
  'protocol.allow=never',
  'safe.bareRepository=explicit',
  'submodule.recurse=false',
]

/** What git may know of the environment: where the user's own settings are, never where a repo or a command is. */
const KEPT = [
  ...['HOME', 'XDG_CONFIG_HOME', 'TMPDIR'],
  ...[
    'USERPROFILE',
    'HOMEDRIVE',
    'HOMEPATH',
    'APPDATA',
    'PROGRAMDATA',
    'SYSTEMROOT',
    'WINDIR',
    'TEMP',
    'TMP',
  ],
]

const FIXED = {
  LC_ALL: 'C',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  GIT_PAGER: 'cat',
  GIT_LITERAL_PATHSPECS: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  // A partial clone would fetch what is missing, by commands that it names itself.
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: '',
}

/** Git in `root`, a real path. */
export function createGit(root: string, options: GitOptions = {}): Git {
  const { patience = PATIENCE, maxBytes = MAX_BYTES, env = process.env } = options
  const executable = findGit(env.PATH ?? env.Path ?? '', root)
  return {
    async run(command, args, input = '') {
      const git = await executable
      if (!git) throw noGit()
      const settings = SETTINGS.flatMap((setting) => ['-c', setting])
      const all = ['--no-pager', '--no-replace-objects', ...settings, command, ...args]
      const kept = Object.fromEntries(
        KEPT.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])),
      )
      return new Promise((resolve, reject) => {
        const child = execFile(
          git.file,
          all,
          {
            cwd: root,
            env: { ...kept, ...FIXED, PATH: git.searched },
            encoding: 'buffer',
            maxBuffer: maxBytes,
            timeout: patience,
            killSignal: 'SIGKILL',
            windowsHide: true,
          },
          (error, stdout, stderr) => {
            const code = error ? error.code : 0
            if (typeof code === 'number') resolve({ code, stdout, stderr: stderr.toString('utf8') })
            else reject(toFault(error, command, patience))
          },
        )
        // It may end before it has read everything; its exit code tells why.
        child.stdin?.on('error', () => {})
        child.stdin?.end(input)
      })
    },
  }
}

/** The fault of a machine without git. */
function noGit(): AppError {
  return new AppError('not-found', 'There is no git on this machine.', {
    hint: 'Install git and start Fenceline again.',
  })
}

function toFault(error: { code?: unknown } | null, command: Plumbing, patience: number): AppError {
  const cause = error ?? undefined
  if (error?.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') {
    return new AppError('too-large', `git ${command} gave more than Fenceline reads.`, {
      ...{ hint: 'Name fewer paths, or a shorter range.', cause },
    })
  }
  if (error && 'killed' in error && error.killed === true) {
    return new AppError('io', `git ${command} did not answer within ${patience / 1000} seconds.`, {
      ...{ hint: 'Try again; in a very large repo, name a shorter range.', cause },
    })
  }
  return new AppError('io', `git ${command} could not run.`, {
    ...{ hint: 'Check that git works in this folder.', cause },
  })
}
