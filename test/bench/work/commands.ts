// What the built command line takes from its start to its end, a process each.
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { printLayout, printModel } from '../../../shared/formats/fenceline/index.ts'
import { aFolder, fenceline } from '../../support/app.ts'
import { aSeededLayout } from '../../support/models/seeded-layout.ts'
import { aSeededModel } from '../../support/models/seeded-model.ts'
import { removeFolder } from '../canvas/session.ts'
import type { Figure } from '../figure.ts'
import type { Asked, Workload } from '../workload.ts'
import { timed } from './timing.ts'

const FILE = 'threat-model.yaml'
const COMMANDS: readonly (readonly [work: string, ...args: readonly string[]])[] = [
  ['draft', 'draft', FILE],
  ['lint', 'lint', FILE],
  ['export SVG', 'export', FILE, '--to', 'svg', '--output', 'model.svg'],
  ['export Mermaid', 'export', FILE, '--to', 'mermaid', '--output', 'model.mmd'],
]

export const commands: Workload = {
  group: 'commands',
  sizes: [500, 1000],
  async run({ sizes, runs, say }: Asked): Promise<readonly Figure[]> {
    const figures: Figure[] = []
    const add = (work: string, components: number | null, times: readonly number[]) =>
      figures.push({ group: 'commands', work, components, unit: 'ms', runs: times })
    say('commands: start-up')
    const folder = aFolder()
    try {
      add(
        'start-up',
        null,
        await timed(
          runs,
          () => {},
          () => run(folder, ['--version']),
        ),
      )
      for (const components of sizes) {
        say(`commands: ${components} components`)
        const model = aSeededModel(components, 2 * components)
        await writeFile(path.join(folder, FILE), printModel(model))
        await writeFile(path.join(folder, 'threat-model.layout.yaml'), printLayout(aSeededLayout(model)))
        for (const [work, ...args] of COMMANDS) {
          add(
            work,
            components,
            await timed(
              runs,
              () => {},
              () => run(folder, args),
            ),
          )
        }
      }
    } finally {
      removeFolder(folder)
    }
    return figures
  },
}

/** Findings end a command with 1; a command that could not work must not pass for a quick one. */
async function run(folder: string, args: readonly string[]): Promise<void> {
  const { code, stderr } = await fenceline(folder, ...args)
  if (code !== 0 && code !== 1) throw new Error(`fenceline ${args.join(' ')} ended with ${code}: ${stderr}`)
}
