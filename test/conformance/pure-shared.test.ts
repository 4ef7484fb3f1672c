// shared/ has no world: what could reach the disk, the page, the clock or the console must not
// compile there. The planted files are checked together with all of shared/, so that a package
// whose declarations drag Node's types in is noticed.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { beforeAll, describe, expect, test } from 'vitest'

const shared = fileURLToPath(new URL('../../shared', import.meta.url))

const planted = {
  'planted-pure.ts': 'export const two = [1].map((n) => n + 1)',
  'planted-console.ts': "console.log('x')\nexport {}",
  'planted-timer.ts': 'setTimeout(() => {}, 1)\nexport {}',
  'planted-document.ts': 'document.title\nexport {}',
  'planted-fs.ts': "import { readFileSync } from 'node:fs'\nexport const read = readFileSync",
  'planted-process.ts': 'export const home = process.env.HOME',
  'planted-crypto.ts': 'export const id = crypto.randomUUID()',
  'planted-fetch.ts': "export const page = fetch('/')",
}

function findErrors(): Map<string, readonly string[]> {
  const config = path.join(shared, 'tsconfig.json')
  const parsed = ts.getParsedCommandLineOfConfigFile(
    config,
    { noEmit: true, composite: false, incremental: false },
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'))
      },
    },
  )
  if (!parsed) throw new Error(`${config} was not read`)
  const host = ts.createCompilerHost(parsed.options)
  const { readFile, fileExists } = host
  const texts = new Map(Object.entries(planted).map(([name, text]) => [path.join(shared, name), text]))
  host.readFile = (file) => texts.get(path.normalize(file)) ?? readFile(file)
  host.fileExists = (file) => texts.has(path.normalize(file)) || fileExists(file)
  const program = ts.createProgram([...parsed.fileNames, ...texts.keys()], parsed.options, host)
  return new Map(
    [...texts.keys()].map((file) => {
      const diagnostics = program.getSemanticDiagnostics(program.getSourceFile(file))
      const messages = diagnostics.map(({ messageText }) =>
        ts.flattenDiagnosticMessageText(messageText, '\n'),
      )
      return [path.basename(file), messages]
    }),
  )
}

describe('an impure call in shared', () => {
  let errors: Map<string, readonly string[]>

  beforeAll(() => {
    errors = findErrors()
  }, 60_000)

  test('pure code beside it compiles', () => {
    expect(errors.get('planted-pure.ts')).toEqual([])
  })

  test.each(Object.keys(planted).filter((name) => name !== 'planted-pure.ts'))(
    '%s does not compile',
    (name) => {
      expect(errors.get(name)?.join()).toMatch(/Cannot find (name|module)/)
    },
  )
})
