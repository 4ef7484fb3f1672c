/** The command line: which commands there are and what they take. Each loads its own code when it runs. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { AppError } from '../../shared/core/errors.ts'
import { FORMATS, type Format } from '../../shared/formats/formats.ts'
import { type ExitCode, say, sayFault } from './output.ts'

type Run<O> = (paths: string[], options: O) => Promise<ExitCode>

const PRINTED = [
  ...['mermaid', 'dfd', 'svg', 'png', 'md', 'html', 'pdf', 'csv', 'json', 'yaml'],
  ...['threagile', 'threagile-0.9'],
  ...FORMATS.filter((format: Format) => format.loadWriter).map(({ id }) => id),
]
const THEMES = ['light', 'dark', 'contrast']
const TEMPLATES = ['orders', 'web', 'mobile', 'llm-agent', 'blank']

/** Runs one command and gives its exit code. Faults are told on stderr; nothing is thrown. */
export async function runProgram(args: readonly string[], version: string): Promise<ExitCode> {
  let exit: ExitCode = 0
  const program = createProgram(version, (code) => {
    exit = code
  })
  try {
    await program.parseAsync([...args], { from: 'user' })
    return exit
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (error instanceof AppError) sayFault(error)
    else say(`fenceline: a bug: ${error instanceof Error ? error.stack : String(error)}`)
    return 2
  }
}

export function createProgram(version: string, end: (code: ExitCode) => void): Command {
  const program = new Command('fenceline')
    .description('Threat models that teams finish: draw, draft, review, resolve.')
    .version(version, '--version')
    .exitOverride()
    .showHelpAfterError('(run fenceline --help for what there is)')
  /** Binds a command to its code; arguments come as one list, whatever their number. */
  const on = <O extends object>(command: Command, load: () => Promise<Run<O>>): void => {
    command.action(async (...given: unknown[]) => {
      const paths = given
        .slice(0, -2)
        .flat()
        .filter((path): path is string => typeof path === 'string')
      end(await (await load())(paths, command.opts<O>()))
    })
  }
  const command = (usage: string, description: string, settings: { isDefault?: boolean } = {}) =>
    program.command(usage, settings).description(description).exitOverride()

  const port = new Option('--port <port>', 'listen on this port').argParser(parsePort)
  const open = command('open [folder]', 'open the app for a folder (this is the default)', {
    isDefault: true,
  })
  on(open.option('--no-open', 'serve it to a browser and only print the link').addOption(port), async () =>
    (await import('./commands/open.ts')).open(version),
  )
  const serve = command('serve [folder]', 'serve the app to a browser on this machine')
  on(
    serve
      .option('--no-open', 'only print the link')
      .addOption(port)
      .option('--allowed-host <host...>', 'a name that a port forwarder gives this machine'),
    async () => (await import('./commands/open.ts')).serve(version),
  )
  const init = command('init [folder]', 'write a first model')
  on(
    init.addOption(
      new Option('--template <name>', 'what to start from').choices(TEMPLATES).default('orders'),
    ),
    async () => {
      return (await import('./commands/init.ts')).init
    },
  )
  const lint = command('lint [paths...]', 'check models; exit code 1 when there are errors')
  on(
    lint
      .addOption(formatOption(['text', 'json', 'sarif', 'github']))
      .option('--since <revision>', 'only what is new since HEAD left that commit, branch or tag')
      .addOption(
        new Option('--fail-on <severity>', 'what fails').choices(['error', 'warning']).default('error'),
      ),
    async () => (await import('./commands/lint.ts')).lint(version),
  )
  const draft = command('draft [paths...]', 'draft threats with the offline rules, and with a language model')
  on(
    draft
      .addOption(formatOption(['text', 'json']))
      .option(
        '--llm',
        'ask a language model as well; the key comes from FENCELINE_API_KEY or ANTHROPIC_API_KEY',
      )
      .option(
        '--changed',
        'only targets without a review of their present state, and with --llm without an answer',
      )
      .option('--dry-run', 'print exactly what would be sent, and send nothing')
      .option('--batch', 'send one Message Batch for all models; the same command resumes it')
      .option('--base-url <url>', "the server's address, instead of the one in your own settings")
      .option('--model <id>', 'the language model, instead of the one in your own settings')
      .addOption(new Option('--concurrency <number>', 'requests at a time').argParser(parseConcurrency))
      .option('--trust-prompts', "use the folder's own prompts")
      .option('--record <file>', 'write every request and reply to a bundle')
      .option('--replay <file>', 'take the replies from a bundle, without a network or a key'),
    async () => (await import('./commands/draft.ts')).draft,
  )
  const review = command('review [paths...]', 'show what is unresolved, stale or not analysed')
  on(
    review
      .addOption(formatOption(['text', 'json']))
      .option('--exit-code', 'exit with 1 when something is left'),
    async () => (await import('./commands/review.ts')).review,
  )
  const diff = command(
    'diff [revision] [paths...]',
    'show what changed: A, A..B or A...B; HEAD and the files as they are when left out',
  )
  on(
    diff
      .addOption(formatOption(['text', 'json', 'markdown', 'svg']))
      .option('--exit-code', 'exit with 1 when something changed'),
    async () => (await import('./commands/diff.ts')).diff,
  )
  const exporting = command('export <file>', 'print a model in another format')
  on(
    exporting
      .addOption(new Option('--to <format>', 'the format').choices(PRINTED).makeOptionMandatory())
      .option(
        '-o, --output <file>',
        "write to a file; another tool's file of that format is updated in place",
      )
      .addOption(new Option('--theme <theme>', 'of a picture').choices(THEMES).default('light'))
      .option('--no-review', 'a picture of the diagram alone, without counts and marks of the review')
      .option('--check', 'exit with 1 when the file is not what would be written'),
    async () => (await import('./commands/export.ts')).exportFile,
  )
  const importing = command(
    'import <files...>',
    'make models and layouts from files in any readable format, or from all files of other tools in a folder',
  )
  on(
    importing
      .option('-o, --output <path>', 'the model to write, or the folder for several; else beside each file')
      .option('--split', 'one model for each page of a diagram with several')
      .option('--room', 'space for the words of drawings with small boxes, as an import in the app makes it')
      .addOption(formatOption(['text', 'json'])),
    async () => (await import('./commands/import.ts')).importFiles,
  )
  const tickets = command(
    'tickets [paths...]',
    'make one ticket for each risk that nobody decided on, never twice',
  )
  on(
    tickets
      .addOption(
        new Option('--to <tracker>', 'where; csv and markdown print them for any other')
          .choices(['github', 'gitlab', 'jira', 'csv', 'markdown'])
          .makeOptionMandatory(),
      )
      .option('--dry-run', 'print exactly what would be sent, and send nothing')
      .option('--group', 'one ticket for the same threat over many targets')
      .option(
        '--project <name>',
        'owner/repo, group/project or a Jira project, instead of the one in your own settings',
      )
      .option('--url <address>', "the tracker's address, instead of the one in your own settings")
      .option('--label <label>', 'of every ticket; tickets are found again by it')
      .option('--type <name>', 'what a ticket is in Jira: Task unless your own settings say otherwise'),
    async () => (await import('./commands/tickets.ts')).tickets,
  )
  const fmt = command('fmt [paths...]', 'put model files into canonical order and style; comments stay')
  on(
    fmt.option('--check', 'write nothing; exit with 1 and name the files that would change'),
    async () => (await import('./formatting/fmt.ts')).fmt,
  )

  const sync = command('sync [paths...]', 'apply what was edited by hand in printed files to their models')
  on(
    sync.option('--dry-run', 'show what would change, and write nothing'),
    async () => (await import('./commands/sync.ts')).sync,
  )
  on(
    command(
      'merge <base> <ours> <theirs> [name]',
      'merge three versions by id into <ours>, as a git merge driver',
    ),
    async () => (await import('./commands/merge.ts')).merge,
  )
  const rules = command(
    'rules [folder]',
    "list the offline rules with their packs and the team's own, or explain one",
  )
  on(
    rules
      .option('--explain <id>', 'all that one rule says')
      .option('--pack <id>', 'the rules of one pack')
      .addOption(formatOption(['text', 'json'])),
    async () => (await import('./commands/rules.ts')).rules,
  )
  const verify = command(
    'verify [range] [paths...]',
    'show which mitigations that are said to have landed have a commit that names their ticket',
  )
  on(
    verify
      .addOption(formatOption(['text', 'json']))
      .option('--exit-code', 'exit with 1 when a claim has no support')
      .option('--llm', 'ask a language model whether the changes do what the mitigation says')
      .option('--dry-run', 'print exactly what would be sent, and send nothing')
      .option('--base-url <url>', "the server's address, instead of the one in your own settings")
      .option('--model <id>', 'the language model, instead of the one in your own settings')
      .addOption(new Option('--concurrency <number>', 'requests at a time').argParser(parseConcurrency))
      .option('--trust-prompts', "use the folder's own prompts"),
    async () => (await import('./verify/verify.ts')).verify,
  )
  on(
    command('schema', 'print the JSON Schema of the model file'),
    async () => (await import('./commands/schema.ts')).schema,
  )
  return program
}

function formatOption(choices: string[]): Option {
  return new Option('--format <format>', 'how to print').choices(choices).default('text')
}

function parseConcurrency(text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1 && number <= 32) return number
  throw new InvalidArgumentError('Requests at a time are a number from 1 to 32.')
}

function parsePort(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new InvalidArgumentError('A port is a number from 0 to 65535.')
}
