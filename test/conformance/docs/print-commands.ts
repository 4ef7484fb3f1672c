/** The pages of docs/commands, from the program itself and what `command-examples.ts` adds. */
import type { Command, Option } from 'commander'
import { EXAMPLES } from './command-examples.ts'

const FOOT =
  'This page is printed from the program: `FENCELINE_UPDATE=1 npm run test:unit -- docs/generated` prints it anew.\n'

/** By file name, relative to docs/commands. Throws for a command without an entry in the examples. */
export function printCommandPages(program: Command): ReadonlyMap<string, string> {
  const pages = new Map(program.commands.map((command) => [`${command.name()}.md`, printPage(command)]))
  const rows = program.commands.map(
    (command) => `| [\`${command.name()}\`](${command.name()}.md) | ${inTable(command.description())} |`,
  )
  const index = [
    '# The command line',
    '',
    '| command | does |',
    '|---|---|',
    ...rows,
    '',
    'Exit codes: 0 fine, 1 findings, 2 could not run. A run that checked nothing is 2, never 0.',
    '',
    FOOT,
  ]
  return pages.set('README.md', index.join('\n'))
}

function printPage(command: Command): string {
  const name = command.name()
  const shown = EXAMPLES[name]
  if (!shown) throw new Error(`${name} has no entry in command-examples.ts`)
  const lines = [
    `# fenceline ${name}`,
    '',
    sentence(command.description()),
    '',
    shown.about,
    '',
    '```text',
    `fenceline ${name} ${command.usage()}`,
    '```',
    '',
  ]
  const options = command.options.filter(({ hidden }) => !hidden)
  if (options.length > 0) {
    const rows = options.map((option) => `| \`${option.flags}\` | ${inTable(describeOption(option))} |`)
    lines.push('| option | does |', '|---|---|', ...rows, '')
  }
  if (shown.session) lines.push('```console', shown.session, '```', '')
  const more = (shown.more ?? []).map(
    (page) => `[${page.replace('.md', '').replaceAll('-', ' ')}](../${page})`,
  )
  if (more.length > 0) lines.push(`More: ${more.join(', ')}.`, '')
  return [...lines, FOOT].join('\n')
}

function describeOption({ description, argChoices, defaultValue, mandatory }: Option): string {
  const choices = argChoices?.map((choice) => `\`${choice}\``).join(', ')
  return [
    mandatory ? `${description} (needed)` : description,
    ...(choices ? [choices] : []),
    ...(typeof defaultValue === 'string' ? [`\`${defaultValue}\` when left out`] : []),
  ].join('; ')
}

function inTable(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`
}
