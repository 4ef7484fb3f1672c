// Saves for ever, one whole generation after another, until it is killed. Run by the fault tests.
import { writeFile } from '../../../electron/backend/files/writer.ts'

const [root = '', path = '', once] = process.argv.slice(2)
process.stdout.write('ready\n')
if (once !== undefined) process.exit()
for (let generation = 1; ; generation += 1) {
  const line = `generation ${generation}\n`
  await writeFile({ root, path, content: line.repeat(2000) })
}
