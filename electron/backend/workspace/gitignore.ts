/**
 * Enough of .gitignore to keep a scan out of build folders without starting git: patterns by folder,
 * `*`, `?`, `**`, a leading or inner slash, a trailing slash, `!`. The last pattern that matches decides.
 */

export interface IgnoreRule {
  readonly isNegated: boolean
  readonly onlyFolders: boolean
  readonly pattern: RegExp
}

/** The rules of one .gitignore; `folder` is its place below the scanned root, '' for the root. */
export function parseGitignore(text: string, folder: string): readonly IgnoreRule[] {
  return text.split(/\r?\n/).flatMap((line) => parseRule(line, folder) ?? [])
}

/** `rules` outermost file first; `path` is relative to the scanned root, without a trailing slash. */
export function isIgnored(rules: readonly IgnoreRule[], path: string, isFolder: boolean): boolean {
  const last = rules.findLast((rule) => (isFolder || !rule.onlyFolders) && rule.pattern.test(path))
  return last !== undefined && !last.isNegated
}

function parseRule(line: string, folder: string): IgnoreRule | undefined {
  const text = line.replace(/(?<!\\)\s+$/, '')
  if (text === '' || text.startsWith('#')) return undefined
  const isNegated = text.startsWith('!')
  const body = (isNegated ? text.slice(1) : text).replace(/^\\(?=[#!])/, '')
  const onlyFolders = body.endsWith('/')
  const glob = onlyFolders ? body.slice(0, -1) : body
  if (glob === '' || glob.length > 500) return undefined
  const isAnchored = glob.includes('/')
  const source = globSource(glob.replace(/^\//, ''))
  const base = folder === '' ? '' : `${escapeText(folder)}/`
  return { isNegated, onlyFolders, pattern: new RegExp(`^${base}${isAnchored ? '' : '(?:.*/)?'}${source}$`) }
}

function globSource(glob: string): string {
  // Runs of stars mean no more than two, and would cost exponential time.
  return glob.replace(/\*{3,}/g, '**').replace(/\*\*\/|\/\*\*$|\*+|\?|[^*?]/g, (token) => {
    if (token === '**/') return '(?:.*/)?'
    if (token === '/**') return '/.*'
    if (token.startsWith('*')) return '[^/]*'
    return token === '?' ? '[^/]' : escapeText(token)
  })
}

function escapeText(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
}
