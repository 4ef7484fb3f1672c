/** A whole file of each format that says all that its reader counts: elements, threats, what answers them, notes. */

import { printDfd } from '../../../shared/formats/dfd/write.ts'
import { printModel, readModel, TEMPLATES } from '../../../shared/formats/fenceline/index.ts'
import { printThreagile } from '../../../shared/formats/fenceline/threagile/print.ts'
import { type FormatId, findFormat } from '../../../shared/formats/formats.ts'
import { printMermaid } from '../../../shared/formats/mermaid/write.ts'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import { EMPTY_MODEL, type Model } from '../../../shared/model/schema.ts'
import type { CorpusFile } from '../../support/exchange/corpus.ts'
import { SHOP, version1, version2 } from '../../support/exchange/threat-dragon-file.ts'
import { tm7File } from '../../support/models/tm7-file.ts'
import { SHOP as TM7_SHOP } from '../../support/models/tm7-shop.ts'

/** The worked example with a risk at a component, a flow and a boundary, and a mitigation. */
function orders(): Model {
  const text = TEMPLATES.find(({ id }) => id === 'orders')?.text ?? ''
  const model = readModel(text).model ?? EMPTY_MODEL
  const targets = [
    model.components[0]?.id ?? '',
    'browser>api-gateway',
    `boundary:${model.boundaries[0]?.id}`,
  ]
  return {
    ...model,
    mitigations: [{ id: 'pin', title: 'Pin the key', status: 'planned', evidence: [] }],
    risks: targets.map((target, at) => ({
      ...{ id: `risk-${at}`, target, category: 'spoofing', title: `Forged ${at}`, status: 'unchecked' },
      source: { by: 'person' },
      mitigations: ['pin'],
    })),
    notes: ['Auth: by token', 'Owner: Ann'],
  }
}

async function written(id: FormatId): Promise<CorpusFile> {
  const format = findFormat(id)
  const write = await format?.loadWriter?.()
  if (!format || !write) throw new Error(`Nothing writes ${id}.`)
  const model = orders()
  const boxes = model.components.map((each, at) => ({ id: each.id, x: at * 200, y: 80 }))
  return { name: `orders.${format.extensions[0]}`, text: write(model, { ...EMPTY_LAYOUT, boxes }).text }
}

const pytm = {
  name: 'Bakery',
  description: 'Bread over the counter',
  boundaries: [{ name: 'Street' }, { name: 'Shop', inBoundary: 'Street' }],
  data: [{ name: 'Order', classification: 'RESTRICTED' }],
  elements: [
    { __class__: 'Actor', name: 'Guest', inBoundary: 'Street' },
    { __class__: 'Server', name: 'Counter', inBoundary: 'Shop', assumptions: ['The door is shut'] },
  ],
  flows: [{ name: 'asks', source: 'Guest', sink: 'Counter', protocol: 'HTTPS', data: ['Order'] }],
  findings: [{ id: '1', threat_id: 'INP01', target: 'Counter', description: 'Overflow', severity: 'High' }],
  excluded_findings: [{ id: '2', threat_id: 'AC01', target: 'asks', description: 'Spoofed' }],
}

const bakery = {
  schema: 1.1,
  applicationInfo: { name: 'Bakery', description: 'Sells bread.' },
  assumptions: [{ id: 'a1', numericId: 1, content: 'Windows are shut' }],
  mitigations: [{ id: 'm1', numericId: 2, content: 'Bars on all windows', status: 'mitigationInProgress' }],
  assumptionLinks: [{ type: 'Threat', assumptionId: 'a1', linkedId: 't1' }],
  mitigationLinks: [{ mitigationId: 'm1', linkedId: 't1' }],
  threats: [
    { id: 't1', threatAction: 'climb in', statement: 'A burglar can climb in', status: 'threatIdentified' },
  ],
  brainstormData: {
    assets: [{ id: 'b1', content: 'Recipes' }],
    threatSources: [{ id: 'b2', content: 'Mice' }],
  },
}

/** Texts of JSON, or of YAML, which are retyped as the JSON that says the same. */
export async function treeSamples(): Promise<readonly CorpusFile[]> {
  return [
    await written('otm'),
    await written('threat-dragon'),
    { name: 'shop-1.json', text: version1(SHOP) },
    { name: 'shop-2.json', text: version2(SHOP) },
    { name: 'bakery.json', text: JSON.stringify(pytm) },
    { name: 'bakery.tc.json', text: JSON.stringify(bakery) },
    { name: 'threat-model.yaml', text: printModel(orders()) },
    { name: 'threagile.yaml', text: printThreagile(orders()) },
  ]
}

export async function xmlSamples(): Promise<readonly CorpusFile[]> {
  const threats = [{ type: 'S1', flow: 'p', source: 'c', target: 's', properties: { Title: 'Forged' } }]
  const tabs = [{ guid: 'tab', drawn: TM7_SHOP }]
  return [
    await written('drawio'),
    { name: 'shop.tm7', text: tm7File({ tabs, threats, notes: ['Look again'], meta: { Owner: 'Ann' } }) },
  ]
}

export function lineSamples(): readonly CorpusFile[] {
  return [
    { name: 'orders.mmd', text: printMermaid(orders()) },
    { name: 'orders.dfd', text: printDfd(orders()) },
  ]
}
