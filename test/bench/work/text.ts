// What texts cost: reading and printing a model, a letter typed beside the canvas, an edit elsewhere shown there.
import { diffModels } from '../../../shared/diff/diff.ts'
import { mergeDocuments } from '../../../shared/diff/merge.ts'
import { printModel, readModel, spliceModel } from '../../../shared/formats/fenceline/index.ts'
import { readMermaid } from '../../../shared/formats/mermaid/read.ts'
import { EMPTY_DOCUMENT } from '../../../shared/model/document.ts'
import { updateComponent } from '../../../shared/model/edits/components.ts'
import { showText, type TextTab, typeText } from '../../../shared/text-editing/editing.ts'
import { aSeededModel } from '../../support/models/seeded-model.ts'
import type { Figure } from '../figure.ts'
import type { Asked, Workload } from '../workload.ts'
import { timed } from './timing.ts'

const TABS: readonly TextTab[] = ['dfd', 'yaml', 'mermaid']

export const text: Workload = {
  group: 'text',
  sizes: [100, 1000],
  async run({ sizes, runs, say }: Asked): Promise<readonly Figure[]> {
    const figures: Figure[] = []
    for (const components of sizes) {
      say(`text: ${components} components`)
      const add = (work: string, times: readonly number[]) =>
        figures.push({ group: 'text', work, components, unit: 'ms', runs: times })
      const model = aSeededModel(components, Math.round(1.3 * components))
      const document = { ...EMPTY_DOCUMENT, model }
      const onDisk = printModel(model)
      const renamed = (id: string, title: string) => updateComponent(model, id, { title })
      add('YAML read', await timed(runs, (at) => `# Copy ${at}\n${onDisk}`, readModel))
      add(
        'a title put into the file',
        await timed(
          runs,
          (at) => renamed('part-5', `Other ${at}`),
          (next) => spliceModel(onDisk, next),
        ),
      )
      add('a flowchart read', await timed(runs, (at) => aFlowchart(components, at), readMermaid))
      for (const tab of TABS) {
        const shown = showText(tab, document, onDisk)
        const title = model.components[5]?.title ?? ''
        const typed = (at: number) => shown.text.replace(title, `${title} ${at}`)
        add(
          `a letter typed in ${tab}`,
          await timed(runs, typed, (next) => typeText(tab, shown, next, onDisk)),
        )
        const edited = (at: number) => ({ ...document, model: renamed('part-5', `Elsewhere ${at}`) })
        add(
          `a title changed elsewhere, shown in ${tab}`,
          await timed(runs, edited, (next) => showText(tab, next, onDisk, shown)),
        )
      }
      const theirs = { ...document, model: renamed('part-2', 'Theirs') }
      const ours = (at: number) => ({ ...document, model: renamed('part-1', `Ours ${at}`) })
      add(
        'a change from outside merged by id',
        await timed(runs, ours, (mine) => mergeDocuments(document, mine, theirs)),
      )
      add('two versions compared', await timed(runs, ours, (mine) => diffModels(model, mine.model)))
    }
    return figures
  },
}

/** As people write: several shapes and label forms, classes, nested subgraphs, comments. */
function aFlowchart(nodes: number, copy: number): string {
  const shapes = [
    '[Service %]',
    '([User %])',
    '[(Orders %)]',
    '{{"Queue %<br/>(kafka)"}}',
    '["`**API** %`"]:::app',
  ]
  const lines = ['---', 'title: Large', '---', `%% Copy ${copy}`, 'flowchart LR']
  for (let at = 0; at < nodes; at += 1) {
    if (at % 50 === 0) lines.push(`subgraph zone${at}["Zone ${at}"]`)
    lines.push(`  n${at}${(shapes[at % shapes.length] ?? '').replace('%', String(at))}`)
    if (at % 50 === 49 || at === nodes - 1) lines.push('end')
  }
  for (let at = 0; at < 1.3 * nodes; at += 1) {
    lines.push(`n${at % nodes} -->|"flow ${at} (HTTPS)"| n${(at * 7 + 1) % nodes}`)
  }
  return `${lines.join('\n')}\nclassDef app fill:#eee,stroke:#333\n`
}
