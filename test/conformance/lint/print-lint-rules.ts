/** `docs/lint-rules.md`, from the tables of rules and of readers' problems. */
import { READER_PROBLEMS } from '../../../shared/lint/reader-problems.ts'
import { RULE_GROUPS } from '../../../shared/lint/rules.ts'

const HEAD = `# Lint rules

What \`fenceline lint\` and the list of problems in the app report. Each finding has one of these codes. A team
gives a code another severity, or switches it off, in \`.fenceline/config.yaml\`:

\`\`\`yaml
lint:
  component-not-analysed: error
  review-old: off
\`\`\`

An error fails the check, a warning does with \`--fail-on warning\`, an info never does. "Mend" marks rules whose
findings the app can settle with one button and undo. This page is printed from the rules: \`FENCELINE_UPDATE=1 npm run
test:unit -- lint-rules\` prints it anew.
`

export function printLintRules(mended: ReadonlySet<string>): string {
  const parts = RULE_GROUPS.map(({ title, rules }) => {
    const entries = rules.map(({ code, severity, summary, docs }) => {
      const mend = mended.has(code) ? ', mend' : ''
      return `### ${code}\n\n*${severity}${mend}.* ${summary}.\n\n${docs}\n`
    })
    return `## ${title}\n\n${entries.join('\n')}`
  })
  const rows = Object.entries(READER_PROBLEMS).map(([code, summary]) => `| \`${code}\` | ${summary} |`)
  const readers = [
    '## Problems of reading',
    '',
    'What the readers of a model and the files beside it report. Their messages say what to do.',
    '',
    '| code | what |',
    '|---|---|',
    ...rows,
    '',
  ]
  return [HEAD, ...parts, readers.join('\n')].join('\n')
}
