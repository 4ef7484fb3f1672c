/** Which rules draft for the open model. Each switch is one step that takes or brings its drafts, too. */
import { plural } from '../../../shared/core/text.ts'
import { switchPack, switchRule } from '../../../shared/model/edits/rules.ts'
import type { Model } from '../../../shared/model/schema.ts'
import { currentDocument } from '../document.ts'
import { openDraftsOf } from '../selectors.ts'
import { notify, setUi } from '../ui.ts'
import { applyToDrafts } from './analysis.ts'

/** Shows what a rule looks for, and what of `target` made it draft there. */
export function explainRule(id: string, target: string | null, isLeaving = false): void {
  setUi({ rule: { id, target, isLeaving } })
}

/** Of a rule or a whole pack. */
export function switchOff(id: string, reason: string): void {
  switched((model) => switchRule(model, id, reason), `Switch off ${id}`)
}

export function switchOn(id: string): void {
  switched((model) => switchRule(model, id, null), `Switch on ${id}`)
}

/** Of a pack that drafts only where a model asks for it. */
export function askForPack(id: string, isOn: boolean): void {
  switched((model) => switchPack(model, id, isOn), isOn ? `Use ${id}` : `Stop using ${id}`)
}

function switched(edit: (model: Model) => Model, label: string): void {
  const before = openDraftsOf(currentDocument()).length
  applyToDrafts(edit, label)
  const more = openDraftsOf(currentDocument()).length - before
  const words =
    more === 0
      ? 'as many open drafts as before'
      : `${plural(Math.abs(more), 'open draft')} ${more > 0 ? 'more' : 'fewer'}`
  notify('done', `${label}: ${words}.`)
}
