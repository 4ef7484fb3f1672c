/** The words of a threat while they are edited, and what they become. */
import { useState } from 'react'
import { listTargets } from '../../../../shared/model/crossings.ts'
import type { Document } from '../../../../shared/model/document.ts'
import type { Risk } from '../../../../shared/model/schema.ts'
import { addFound } from '../../../state/review/answers.ts'
import type { AddItem } from '../../../state/review/queues.ts'
import { answerInHand, decideOne } from '../../../state/review/review.ts'
import { setReview } from '../../../state/review/store.ts'
import { addOwnRisk, keep } from '../../../state/threats/analysis.ts'
import { elementOf, type Threat } from '../../../state/threats/threats.ts'
import { uiStore } from '../../../state/ui.ts'

type Fields = Partial<Omit<Risk, 'id' | 'source'>>

/** Where the words come from; nothing of it: a risk of somebody's own. */
export interface RiskOrigin {
  /** Edited when it is there. */
  readonly threat?: Threat
  /** The target proposed for a new risk. */
  readonly at?: string | undefined
  /** What a new risk comes from; it says target and category. */
  readonly item?: AddItem | undefined
}

export interface RiskFields {
  readonly fields: Fields
  /** Where the threat may be. */
  readonly targets: readonly string[]
  /** It was to be confirmed without a title. */
  readonly isMissing: boolean
  set(changes: Fields): void
  /** Edits the threat in hand (a draft is kept by that), or adds one at a target. */
  confirm(): void
}

export function useRiskFields(document: Document, origin: RiskOrigin): RiskFields {
  const { threat, item } = origin
  const targets = targetsOf(document, threat)
  const [fields, setFields] = useState<Fields>(() => startOf(origin, targets))
  const [isMissing, setMissing] = useState(false)
  return {
    fields,
    targets,
    isMissing,
    set: (changes) => setFields((before) => ({ ...before, ...changes })),
    confirm() {
      const { category = 'spoofing', target = targets[0] ?? '' } = fields
      const title = fields.title?.trim() ?? ''
      if (title === '') return setMissing(true)
      const filled = { ...filledOf(fields), title }
      if (threat) return decideOne((inHand) => keep(inHand, filled, 'Edit'))
      const added = { ...filled, target, category }
      if (item) answerInHand((inHand) => addFound(inHand, added))
      else addOwnRisk(added)
      setReview({ ask: null })
    },
  }
}

function filledOf(fields: Fields): Fields {
  const filled = Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, value === '' ? undefined : value]),
  ) as Fields
  // Who took a risk goes with the decision to take it.
  return filled.status === 'accepted'
    ? filled
    : { ...filled, acceptedBy: undefined, acceptedUntil: undefined }
}

/** What can be analysed, and where the threat is now: that may be a flow that crosses nothing. */
function targetsOf({ model }: Document, threat: Threat | undefined): readonly string[] {
  const boundaries = model.boundaries.map(({ id }) => `boundary:${id}`)
  return [...new Set([...listTargets(model), ...boundaries, ...(threat ? [threat.target] : [])])]
}

function startOf({ threat, at, item }: RiskOrigin, targets: readonly string[]): Fields {
  if (item?.kind === 'remark') {
    const { target, category, text, why } = item.remark
    return {
      target,
      ...(category === undefined ? {} : { category }),
      description: [text, why].filter(Boolean).join(' '),
    }
  }
  if (item) {
    const { target, category, title, mitigation } = item.question
    return { target, category, title, mitigation }
  }
  if (threat?.kind === 'risk') {
    const { id, source, ...fields } = threat.risk
    return fields
  }
  if (threat?.kind === 'draft') {
    const { title, description, assumption, mitigation } = threat.draft
    return { title, description, assumption, mitigation }
  }
  const [selected] = uiStore.getState().selection
  const target = targets.find((each) => elementOf(each) === selected) ?? at ?? targets[0]
  return target === undefined ? {} : { target }
}
