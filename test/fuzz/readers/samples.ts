/** Whole files in every format that is read: ours, and the corpus where it lies. */

import { printDfd } from '../../../shared/formats/dfd/write.ts'
import { printLayout, readModel, TEMPLATES } from '../../../shared/formats/fenceline/index.ts'
import type { WriteForeign } from '../../../shared/formats/format.ts'
import { FORMATS } from '../../../shared/formats/formats.ts'
import { printMermaid } from '../../../shared/formats/mermaid/write.ts'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import { EMPTY_MODEL } from '../../../shared/model/schema.ts'
import { type CorpusFile, readCorpus } from '../../support/exchange/corpus.ts'
import { tm7File } from '../../support/models/tm7-file.ts'
import { SHOP } from '../../support/models/tm7-shop.ts'

interface Written {
  readonly extensions: readonly string[]
  readonly loadWriter?: () => Promise<WriteForeign>
}

const CORPUS = ['threagile', 'mermaid', 'tm7', 'threat-dragon', 'otm', 'drawio', 'pytm', 'threat-composer']

/** The example of each format that Fenceline writes. */
export async function ownSamples(): Promise<readonly CorpusFile[]> {
  const text = TEMPLATES.find(({ id }) => id === 'orders')?.text ?? ''
  const model = readModel(text).model ?? EMPTY_MODEL
  const layout = {
    ...EMPTY_LAYOUT,
    boxes: model.components.map(({ id }, at) => ({ id, x: at * 200, y: 80 })),
  }
  const foreign: CorpusFile[] = []
  const formats: readonly Written[] = FORMATS
  for (const { extensions, loadWriter } of formats) {
    if (!loadWriter) continue
    const write = await loadWriter()
    foreign.push({ name: `orders.${extensions[0]}`, text: write(model, layout).text })
  }
  return [
    { name: 'threat-model.yaml', text },
    { name: 'threat-model.layout.yaml', text: printLayout(layout) },
    { name: 'orders.mmd', text: printMermaid(model) },
    { name: 'orders.dfd', text: printDfd(model) },
    { name: 'shop.tm7', text: tm7File({ tabs: [{ drawn: SHOP }] }) },
    ...foreign,
  ]
}

/** Files of others up to this size, where the corpus is. */
export function corpusSamples(largest: number): readonly CorpusFile[] {
  return CORPUS.flatMap((folder) => readCorpus(folder)).filter(({ text }) => text.length <= largest)
}
