import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Document } from '../../../../shared/model/document.ts'
import { mitigateWith, titlesOf } from '../../../state/resolutions/resolutions.ts'
import { countInScope, decide } from '../../../state/review/review.ts'
import { setReview } from '../../../state/review/store.ts'
import type { Threat } from '../../../state/threats/threats.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { TagsField } from '../../../ui/fields/TagsField.tsx'
import styles from '../deciding/Decisions.module.css'
import { ScopeRow } from '../deciding/ScopeRow.tsx'

/** What does it and what shows that: both may stay empty, so that Enter alone answers. */
export function MitigatedForm({
  document,
  threat,
}: {
  readonly document: Document
  readonly threat: Threat
}) {
  const { model } = document
  const count = countInScope()
  const risk = threat.kind === 'risk' ? threat.risk : undefined
  const [titles, setTitles] = useState(() => titlesOf(model, risk?.mitigations))
  const [evidence, setEvidence] = useState<readonly string[]>(risk?.evidence ?? [])
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const confirm = () => decide((inHand) => mitigateWith(inHand, { evidence, titles }))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    // Enter in a field that holds words takes them into its list, and only then answers.
    const isTaken = event.defaultPrevented || !(event.target instanceof HTMLInputElement)
    if (event.key === 'Enter' && !isTaken) confirm()
    else if (event.key === 'Escape') setReview({ ask: null })
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of all its fields
    <div ref={form} className={styles.footer} onKeyDown={onKeyDown}>
      <ScopeRow document={document} />
      <TagsField
        label="Mitigated by"
        areWhole
        values={titles}
        suggestions={model.mitigations.map(({ title }) => title)}
        placeholder="Pick a mitigation, or name a new one"
        onChange={setTitles}
      />
      <TagsField
        label="Evidence"
        areWhole
        values={evidence}
        placeholder="A link, a commit or a few words"
        onChange={setEvidence}
      />
      <div className={styles.confirm}>
        <Button variant="primary" onClick={confirm}>
          {count > 1 ? `Mark mitigated (${count})` : 'Mark mitigated'}
        </Button>
        <Button variant="quiet" onClick={() => setReview({ ask: null })}>
          Cancel
        </Button>
      </div>
    </div>
  )
}
