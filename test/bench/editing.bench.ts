// What a pause in typing, an edit elsewhere, a change from outside and a save cost, in a usual and a large model.
import { test } from 'vitest'
import { mergeDocuments } from '../../shared/diff/merge.ts'
import { printModel, spliceModel } from '../../shared/formats/fenceline/index.ts'
import { EMPTY_DOCUMENT } from '../../shared/model/document.ts'
import { updateComponent } from '../../shared/model/edits/components.ts'
import { showText, type TextTab, typeText } from '../../shared/text-editing/editing.ts'
import { aLargeModel } from '../support/large-model.ts'

/** One iteration is one pause: what counts is the median. */
const RUNS = { iterations: 9, warmupIterations: 2, time: 0, warmupTime: 0 }

test.for([[100, 130] as const, [1000, 1300] as const])(
  '%i components, %i flows',
  async ([components, flows], { bench }) => {
    const model = aLargeModel(components, flows)
    const document = { ...EMPTY_DOCUMENT, model }
    const onDisk = printModel(model)
    const renamed = (id: string, title: string) => updateComponent(model, id, { title })
    const ours = { ...document, model: renamed('component-1', 'Ours') }
    const theirs = { ...document, model: renamed('component-2', 'Theirs') }
    let turn = 0
    const type = (tab: TextTab) => {
      const shown = showText(tab, document, onDisk)
      return bench(`a letter typed in ${tab}`, () => {
        turn += 1
        typeText(tab, shown, shown.text.replace(/Component 5\b/g, `Component 5 ${turn}`), onDisk)
      })
    }
    const show = (tab: TextTab) => {
      const shown = showText(tab, document, onDisk)
      return bench(`a title changed elsewhere, shown in ${tab}`, () => {
        turn += 1
        showText(tab, { ...document, model: renamed('component-5', `Other ${turn}`) }, onDisk, shown)
      })
    }
    await bench.compare(
      type('dfd'),
      show('dfd'),
      type('yaml'),
      show('yaml'),
      bench('a change from outside merged by id', () => void mergeDocuments(document, ours, theirs)),
      bench('a title put into the file', () => void spliceModel(onDisk, ours.model)),
      RUNS,
    )
  },
)
