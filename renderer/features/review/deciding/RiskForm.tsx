import type { KeyboardEvent } from 'react'
import type { Document } from '../../../../shared/model/document.ts'
import { titleOf } from '../../../../shared/model/queries.ts'
import { CATEGORIES, IMPACTS, LIKELIHOODS, STATUSES } from '../../../../shared/model/schema.ts'
import { CATEGORY_NAMES, readable, STATUS_NAMES } from '../../../state/elements/labels.ts'
import { decideOne } from '../../../state/review/review.ts'
import { setReview } from '../../../state/review/store.ts'
import { deleteRisk } from '../../../state/threats/analysis.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { SelectField, TextArea, TextField } from '../../../ui/fields/Fields.tsx'
import styles from './Decisions.module.css'
import { type RiskFields, type RiskOrigin, useRiskFields } from './risk-fields.ts'

/** The words of a threat, all of them at once. */
export function RiskForm({ document, ...origin }: { readonly document: Document } & RiskOrigin) {
  const { threat, item } = origin
  const { model } = document
  const form = useRiskFields(document, origin)
  const { fields, targets, isMissing, set, confirm } = form
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
      <Words {...form} />
      <Ratings {...form} />
      {threat?.kind === 'risk' ? <Reasons {...form} /> : null}
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

function Words({ fields, set }: RiskFields) {
  return (
    <>
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
    </>
  )
}

function Ratings({ fields, set }: RiskFields) {
  return (
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
  )
}

/** Why a risk stands as it does, and who took it. */
function Reasons({ fields, set }: RiskFields) {
  return (
    <>
      <TextField
        label="Justification"
        hint="Needed when it is accepted, won't be fixed or is a false positive."
        value={fields.justification ?? ''}
        onChange={(justification) => set({ justification })}
      />
      {fields.status === 'accepted' ? (
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
    </>
  )
}

function focusAtOnce(field: HTMLInputElement | null): void {
  field?.focus()
}

function rated(words: readonly string[]) {
  return [{ value: '', label: 'Not rated' }, ...words.map((word) => ({ value: word, label: readable(word) }))]
}
