import { type KeyboardEvent, useState } from 'react'
import { listTargets } from '../../../../shared/model/crossings.ts'
import type { Document } from '../../../../shared/model/document.ts'
import { titleOf } from '../../../../shared/model/queries.ts'
import type { Risk } from '../../../../shared/model/schema.ts'
import { CATEGORIES, IMPACTS, LIKELIHOODS, STATUSES } from '../../../../shared/model/schema.ts'
import { CATEGORY_NAMES, readable, STATUS_NAMES } from '../../../state/elements/labels.ts'
import { addFound } from '../../../state/review/answers.ts'
import type { AddItem } from '../../../state/review/queues.ts'
import { answerInHand, decideOne } from '../../../state/review/review.ts'
import { setReview } from '../../../state/review/store.ts'
import { addOwnRisk, deleteRisk, keep } from '../../../state/threats/analysis.ts'
import { elementOf, type Threat } from '../../../state/threats/threats.ts'
import { uiStore } from '../../../state/ui.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { SelectField, TextArea, TextField } from '../../../ui/fields/Fields.tsx'
import styles from './Decisions.module.css'

type Fields = Partial<Omit<Risk, 'id' | 'source'>>

/** The words of a threat: edits the one in hand (a draft is kept by that), or adds one at a target. */
export function RiskForm({
  document,
  threat,
  at,
  item,
}: {
  readonly document: Document
  /** Absent: a new risk. */
  readonly threat?: Threat
  /** The target proposed for a new risk. */
  readonly at?: string | undefined
  /** What a new risk comes from; it says target and category. */
  readonly item?: AddItem | undefined
}) {
  const { model } = document
  const targets = targetsOf(document, threat)
  const [fields, setFields] = useState<Fields>(() => startOf(threat, at, targets, item))
  const [isMissing, setMissing] = useState(false)
  const set = (changes: Fields) => setFields((before) => ({ ...before, ...changes }))
  const confirm = () => {
    const { title = '', category = 'spoofing', target = targets[0] ?? '' } = fields
    if (title.trim() === '') return setMissing(true)
    const filled = Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [
        key,
        value === '' && key !== 'title' ? undefined : value,
      ]),
    ) as Fields
    // Who took a risk goes with the decision to take it.
    if (filled.status !== 'accepted')
      Object.assign(filled, { acceptedBy: undefined, acceptedUntil: undefined })
    if (threat) decideOne((inHand) => keep(inHand, { ...filled, title: title.trim() }, 'Edit'))
    else {
      const added = { ...filled, target, category, title: title.trim() }
      if (item) answerInHand((inHand) => addFound(inHand, added))
      else addOwnRisk(added)
      setReview({ ask: null })
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const isText = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement
    if (event.key === 'Enter' && !event.shiftKey && isText) confirm()
    else if (event.key === 'Escape') setReview({ ask: null })
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const isDraft = threat?.kind === 'draft'
  const target = (
    <SelectField
      label="Target"
      value={fields.target ?? ''}
      options={targets.map((each) => ({ value: each, label: titleOf(model, each) }))}
      onChange={(picked) => set({ target: picked })}
    />
  )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of all its fields
    <div className={styles.form} onKeyDown={onKeyDown}>
      <TextField
        label="Threat"
        value={fields.title ?? ''}
        ref={focusAtOnce}
        error={isMissing && !fields.title?.trim() ? 'Say in one line what goes wrong.' : undefined}
        onChange={(title) => set({ title })}
      />
      {isDraft ? null : (
        <div className={styles.pair}>
          <SelectField
            label="Category"
            value={fields.category ?? 'spoofing'}
            options={CATEGORIES.map((category) => ({ value: category, label: CATEGORY_NAMES[category] }))}
            onChange={(picked) => set({ category: CATEGORIES.find((category) => category === picked) })}
          />
          {threat ? (
            <SelectField
              label="Status"
              value={fields.status ?? 'unchecked'}
              options={STATUSES.map((status) => ({ value: status, label: STATUS_NAMES[status] }))}
              onChange={(picked) => set({ status: STATUSES.find((status) => status === picked) })}
            />
          ) : item?.kind === 'remark' ? null : (
            target
          )}
        </div>
      )}
      {threat?.kind === 'risk' ? target : null}
      <TextArea
        label="Description"
        rows={2}
        value={fields.description ?? ''}
        onChange={(description) => set({ description })}
      />
      <TextArea
        label="Assumption"
        rows={1}
        value={fields.assumption ?? ''}
        onChange={(assumption) => set({ assumption })}
      />
      <TextArea
        label="Mitigation"
        rows={1}
        value={fields.mitigation ?? ''}
        onChange={(mitigation) => set({ mitigation })}
      />
      <div className={styles.pair}>
        <SelectField
          label="Likelihood"
          value={fields.likelihood ?? ''}
          options={rated(LIKELIHOODS)}
          onChange={(picked) => set({ likelihood: LIKELIHOODS.find((word) => word === picked) })}
        />
        <SelectField
          label="Impact"
          value={fields.impact ?? ''}
          options={rated(IMPACTS)}
          onChange={(picked) => set({ impact: IMPACTS.find((word) => word === picked) })}
        />
        <TextField label="Owner" value={fields.owner ?? ''} onChange={(owner) => set({ owner })} />
        <TextField label="Ticket" value={fields.ticket ?? ''} onChange={(ticket) => set({ ticket })} />
      </div>
      {threat?.kind === 'risk' ? (
        <TextField
          label="Justification"
          hint="Needed when it is accepted, won't be fixed or is a false positive."
          value={fields.justification ?? ''}
          onChange={(justification) => set({ justification })}
        />
      ) : null}
      {threat?.kind === 'risk' && fields.status === 'accepted' ? (
        <div className={styles.pair}>
          <TextField
            label="Accepted by"
            value={fields.acceptedBy ?? ''}
            onChange={(acceptedBy) => set({ acceptedBy })}
          />
          <TextField
            label="Until"
            type="date"
            value={fields.acceptedUntil ?? ''}
            onChange={(acceptedUntil) => set({ acceptedUntil })}
          />
        </div>
      ) : null}
      <div className={styles.confirm}>
        <Button variant="primary" onClick={confirm}>
          {isDraft ? 'Keep with these words' : threat ? 'Save changes' : 'Add risk'}
        </Button>
        <Button variant="quiet" onClick={() => setReview({ ask: null })}>
          Cancel
        </Button>
        {threat?.kind === 'risk' ? (
          <Button variant="quiet" onClick={() => decideOne(() => deleteRisk(threat.risk))}>
            Delete risk
          </Button>
        ) : null}
      </div>
    </div>
  )
}

/** What can be analysed, and where the threat is now: that may be a flow that crosses nothing. */
function targetsOf({ model }: Document, threat: Threat | undefined): readonly string[] {
  const boundaries = model.boundaries.map(({ id }) => `boundary:${id}`)
  return [...new Set([...listTargets(model), ...boundaries, ...(threat ? [threat.target] : [])])]
}

function startOf(
  threat: Threat | undefined,
  at: string | undefined,
  targets: readonly string[],
  item: AddItem | undefined,
): Fields {
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

function focusAtOnce(field: HTMLInputElement | null): void {
  field?.focus()
}

function rated(words: readonly string[]) {
  return [{ value: '', label: 'Not rated' }, ...words.map((word) => ({ value: word, label: readable(word) }))]
}
