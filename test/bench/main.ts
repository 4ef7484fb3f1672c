// `npm run bench`: what Fenceline's work costs, as a table beside the targets and as JSON.
import { readFileSync, writeFileSync } from 'node:fs'
import { canvas } from './canvas/canvas.ts'
import { layout } from './canvas/layout.ts'
import { parseOptions } from './options.ts'
import { compareReports, printComparison, printMachine, printTable, type Report } from './report.ts'
import { runBench } from './run.ts'
import { backend } from './work/backend.ts'
import { commands } from './work/commands.ts'
import { diff } from './work/diff.ts'
import { drawing } from './work/drawing.ts'
import { lists } from './work/lists.ts'
import { llm } from './work/llm.ts'
import { picture } from './work/picture.ts'
import { rules } from './work/rules.ts'
import { text } from './work/text.ts'

const WORKLOADS = [canvas, layout, drawing, backend, rules, text, picture, diff, commands, llm, lists]

try {
  const options = parseOptions(
    process.argv.slice(2),
    WORKLOADS.map(({ group }) => group),
  )
  const before = options.compare === undefined ? undefined : readReport(options.compare)
  const report = await runBench(WORKLOADS, options, (text) => process.stderr.write(`${text}\n`))
  process.stdout.write(`${printTable(report)}\n${printMachine(report)}\n`)
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`)
  if (before) process.stdout.write(`\n${printComparison(compareReports(report, before))}\n`)
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

function readReport(file: string): Report {
  const report: Report = JSON.parse(readFileSync(file, 'utf8'))
  if (report.version !== 1) throw new Error(`${file} is not a report of this bench.`)
  return report
}
