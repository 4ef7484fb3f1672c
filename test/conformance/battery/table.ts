/** The table of SECURITY.md: which test files show which id of the safety list. */
import { RULES } from './rules.ts'

const START = '<!-- The table is printed by `FENCELINE_UPDATE=1 npm run test:unit -- battery`. -->\n'
const END = '<!-- end of the table -->\n'

/** The ids that a test's name begins with, ranges spelled out; `S40-S44 S61 is refused` has six. */
export function idsOf(title: string): readonly string[] {
  const [named = ''] = /^(?:[SDHL]\d{1,2}(?:-[SDHL]?\d{1,2})?[ ,:]+)+(?=\S)/.exec(title) ?? []
  return [...named.matchAll(/([SDHL])(\d+)(?:-[SDHL]?(\d+))?/g)].flatMap(([, letter, from, to]) =>
    Array.from(
      { length: Number(to ?? from) - Number(from) + 1 },
      (_, more) => `${letter}${Number(from) + more}`,
    ),
  )
}

/** The ids that the names of tests in this source begin with. */
export function idsInSource(source: string): ReadonlySet<string> {
  const titles = source.matchAll(/(?<=['"`])[SDHL]\d{1,2}[ ,:-][^\n]*/g)
  return new Set([...titles].flatMap(([title]) => idsOf(title)))
}

/** Ids that a list item of the page gives a reason for: `- **S14** Only macOS …`. */
export function listReasons(page: string): ReadonlySet<string> {
  const items = page.matchAll(/^- ((?:\*\*[SDHL]\d+\*\*,? )+)/gm)
  return new Set([...items].flatMap(([, ids = '']) => ids.match(/[SDHL]\d+/g) ?? []))
}

export function printTable(files: ReadonlyMap<string, readonly string[]>): string {
  const rows = Object.entries(RULES).map(([id, rule]) => {
    const tests = (files.get(id) ?? []).map((file) => `\`${file}\``).join(', ')
    return `| ${id} | ${rule} | ${tests || 'see above'} |`
  })
  return ['| id | what | tests |', '|---|---|---|', ...rows, ''].join('\n')
}

/** The page with this table in the place of its own. */
export function withTable(page: string, table: string): string {
  const [before, after] = [page.indexOf(START), page.indexOf(END)]
  if (before < 0 || after < before) throw new Error('SECURITY.md has lost the marks around its table.')
  return `${page.slice(0, before)}${START}\n${table}\n${page.slice(after)}`
}
