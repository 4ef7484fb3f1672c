/**
 * Enough of .gitignore to keep a scan out of build folders without starting git: patterns by folder,
 * `*`, `?`, `**`, a leading or inner slash, a trailing slash, `!`. The last pattern that matches decides.
 */

export interface IgnoreRule {
  readonly isNegated: boolean
  readonly onlyFolders: boolean
  readonly matches: (path: string) => boolean
  /** What comparing one letter of a path costs: 1 for an expression, else the number of the pattern's parts. */
  readonly cost: number
}

/** More than any file of people has; every name of a folder is compared with each. */
const MOST_RULES = 1000
/** With more wildcards, the one for any folder in front apart, an expression takes a power of the name's length. */
const MOST_WILD = 1

/** The rules of one .gitignore; `folder` is its place below the scanned root, '' for the root. */
export function parseGitignore(text: string, folder: string): readonly IgnoreRule[] {
  const rules = text.split(/\r?\n/).flatMap((line) => parseRule(line, folder) ?? [])
  return rules.slice(0, MOST_RULES)
}

/** `rules` outermost file first; `path` is relative to the scanned root, without a trailing slash. */
export function isIgnored(rules: readonly IgnoreRule[], path: string, isFolder: boolean): boolean {
  const last = rules.findLast((rule) => (isFolder || !rule.onlyFolders) && rule.matches(path))
  return last !== undefined && !last.isNegated
}

/** Of all rules together, for one letter of a path. */
export function costOf(rules: readonly IgnoreRule[]): number {
  return rules.reduce((sum, { cost }) => sum + cost, 0)
}

function parseRule(line: string, folder: string): IgnoreRule | undefined {
  const trimmed = line.trimEnd()
  // A backslash keeps the blank behind it.
  const text = trimmed.endsWith('\\') ? line.slice(0, trimmed.length + 1) : trimmed
  if (text === '' || text.startsWith('#')) return undefined
  const isNegated = text.startsWith('!')
  const body = (isNegated ? text.slice(1) : text).replace(/^\\(?=[#!])/, '')
  const onlyFolders = body.endsWith('/')
  const glob = onlyFolders ? body.slice(0, -1) : body
  if (glob === '' || glob.length > 500) return undefined
  const isAnchored = glob.includes('/')
  const parts = [...(isAnchored ? [] : ['**/']), ...partsOf(glob.replace(/^\//, ''))]
  const isSimple =
    parts.slice(parts[0] === '**/' ? 1 : 0).filter((part) => part.startsWith('*')).length <= MOST_WILD
  const isMatching = isSimple ? expressionOf(parts) : (path: string) => isMatch(parts, path)
  const base = folder === '' ? '' : `${folder}/`
  const matches = (path: string) => path.startsWith(base) && isMatching(path.slice(base.length))
  return { isNegated, onlyFolders, matches, cost: isSimple ? 1 : parts.length }
}

/** One UTF-16 unit as it stands, or one of the four that stand for others. */
type Part = string

/** Runs of stars mean no more than two. */
function partsOf(glob: string): readonly Part[] {
  const plain = glob.replace(/\*{3,}/g, '**').replace(/\*\*(?![/*]|$)|(?<!\/)\*\*$/g, '*')
  return plain.match(/\*\*\/?|[\s\S]/g) ?? []
}

const SOURCES: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
}

function expressionOf(parts: readonly Part[]): IgnoreRule['matches'] {
  const source = parts.map((part) => SOURCES[part] ?? part.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'))
  const pattern = new RegExp(`^${source.join('')}$`)
  return (path) => pattern.test(path)
}

/** As the expression would answer, in time of the two lengths: all places that the parts so far reach, at once. */
function isMatch(parts: readonly Part[], path: string): boolean {
  let reached = Array.from({ length: path.length + 1 }, (_, at) => at === 0)
  for (const part of parts) {
    let isBehind = false
    const next: boolean[] = []
    for (const [at, here] of reached.entries()) {
      const before = path[at - 1]
      if (part === '*' || part === '**')
        next.push(here || (next[at - 1] === true && (part !== '*' || before !== '/')))
      else if (part === '**/') next.push(here || (isBehind && before === '/'))
      else next.push(reached[at - 1] === true && (part === '?' ? before !== '/' : before === part))
      isBehind ||= here
    }
    reached = next
  }
  return reached.at(-1) === true
}
