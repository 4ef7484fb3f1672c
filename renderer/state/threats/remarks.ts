/** What a person makes of a language model's remarks, each as one labelled undo step. */

import { type Document, withRemarks } from '../../../shared/model/document.ts'
import { titleOf } from '../../../shared/model/queries.ts'
import type { Category, Remark, Risk } from '../../../shared/model/schema.ts'
import {
  acceptRemark,
  answerRemark,
  dismissRemark,
  turnRemarkIntoRisk,
} from '../../../shared/triage/remarks.ts'
import { apply, currentDocument } from '../document.ts'
import { CATEGORY_NAMES } from '../elements/labels.ts'
import { today } from '../resolutions/today.ts'

/** Writes question and answer into the model's notes. */
export function answer(remark: Remark, text: string): void {
  change((document) => answerRemark(document, remark.id, text), `Answer "${remark.text}"`)
}

/** Takes the proposal that a category does not apply, with its reason. */
export function acceptNotApplicable(remark: Remark): void {
  const { model } = currentDocument()
  const what = remark.category ? CATEGORY_NAMES[remark.category].toLowerCase() : 'a category'
  change(
    (document) => acceptRemark(document, remark.id),
    `Mark ${what} not applicable at ${titleOf(model, remark.target)}`,
  )
}

export function dismiss(remark: Remark): void {
  change((document) => dismissRemark(document, remark.id), `Dismiss "${remark.text}"`)
}

/** Adds a risk at the remark's target that remembers which language model brought it up. */
export function riskFromRemark(
  remark: Remark,
  risk: Partial<Omit<Risk, 'id' | 'source' | 'target'>> & {
    readonly title: string
    readonly category: Category
  },
): void {
  change(
    (document) => turnRemarkIntoRisk(document, remark.id, risk, { date: today() }),
    `Add risk "${risk.title}"`,
  )
}

function change(edit: (document: Document) => Document, label: string): void {
  apply((document) => {
    const next = edit(document)
    return next === document ? document : withRemarks(next, next.remarks)
  }, label)
}
