// Flowcharts from public repositories in the text pane, read where they lie: none of their text is part of this project.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readMermaid } from '../../../shared/formats/mermaid/read.ts'
import { type Document, EMPTY_DOCUMENT } from '../../../shared/model/document.ts'
import { addComponent, updateComponent } from '../../../shared/model/edits/components.ts'
import { addFlow } from '../../../shared/model/edits/flows.ts'
import { removeElements } from '../../../shared/model/edits/remove.ts'
import type { Component, Model } from '../../../shared/model/schema.ts'
import { showText, typeText } from '../../../shared/text-editing/editing.ts'

const FOLDER = join(process.env.FENCELINE_CORPUS ?? '/work/shared/corpus', 'mermaid')
const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.mmd')) : []
if (files.length === 0) console.info(`no Mermaid corpus in ${FOLDER}: its text is not edited`)

const EDITS: Readonly<Record<string, (model: Model, middle: Component) => Model>> = {
  rename: (model, { id }) => updateComponent(model, id, { title: 'Another name' }),
  add: (model, { zone }) => addComponent(model, { title: 'Added', kind: 'store', zone }).model,
  connect: (model, { id }) =>
    addFlow(model, { from: model.components[0]?.id ?? id, to: id, title: 'says' }).model,
  remove: (model, { id }) => removeElements(model, [id]).model,
}
/** Lines that an edit may change before it counts as printing the person's text anew. */
const FEW = 12

test.skipIf(files.length === 0)(
  'a flowchart typed over its own print changes nothing, and an edit elsewhere changes only few of its lines',
  () => {
    const printedAnew: string[] = []
    let edits = 0
    // Every third file keeps this in seconds.
    for (const name of files.filter((_, at) => at % 3 === 0)) {
      const text = readFileSync(join(FOLDER, name), 'utf8')
      const { model } = readMermaid(text)
      const middle = model?.components[Math.floor(model.components.length / 2)]
      if (!model || !middle) continue
      const document: Document = { ...EMPTY_DOCUMENT, model }
      const typed = typeText('mermaid', showText('mermaid', document, null), text, null)
      expect([name, typed.document === document]).toEqual([name, true])
      for (const [what, edit] of Object.entries(EDITS)) {
        const next = { ...document, model: edit(model, middle) }
        const shown = showText('mermaid', next, null, typed.shown)
        const says = typeText('mermaid', shown, `${shown.text}\n%% x\n`, null).document === next
        expect([name, what, says]).toEqual([name, what, true])
        const lines = new Set(shown.text.split(/\r?\n/))
        edits += 1
        if (text.split(/\r?\n/).filter((line) => !lines.has(line)).length > FEW)
          printedAnew.push(`${what} ${name}`)
      }
    }
    expect(edits).toBeGreaterThan(200)
    expect(printedAnew.length, printedAnew.join('\n')).toBeLessThan(edits * 0.02)
  },
  60_000,
)
