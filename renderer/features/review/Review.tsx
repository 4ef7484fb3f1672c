import { ChevronDown, ChevronUp } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { isOpenRemark } from '../../../shared/triage/remarks.ts'
import { runAction } from '../../actions/index.ts'
import { currentDocument, useDocument } from '../../state/document.ts'
import {
  type Ask,
  inHandOf,
  type Queue,
  queueOf,
  reviewStore,
  setReview,
  useReview,
} from '../../state/review/review.ts'
import { progressOfDocument } from '../../state/selectors.ts'
import { elementOf, type Threat } from '../../state/threats.ts'
import { select, setUi, uiStore, useUi } from '../../state/ui.ts'
import { reveal } from '../../state/view.ts'
import { IconButton } from '../../ui/Button.tsx'
import { ProgressLine } from '../../ui/coverage/ProgressLine.tsx'
import { TextField } from '../../ui/Fields.tsx'
import { TabPanel, Tabs } from '../../ui/Tabs.tsx'
import { ThreatCard } from './card/ThreatCard.tsx'
import { AskForm } from './deciding/AskForm.tsx'
import { Decisions } from './deciding/Decisions.tsx'
import { RiskForm } from './deciding/RiskForm.tsx'
import { EndPage } from './end/EndPage.tsx'
import styles from './Review.module.css'

/** The queue of what waits for a decision, one threat at a time, beside the canvas that shows its target. */
export function Review() {
  const document = useDocument((state) => state.history.present)
  const queue = useReview((state) => state.queue)
  const search = useReview((state) => state.search)
  const ask = useReview((state) => state.ask)
  const focused = useUi((state) => state.focusedThreat)
  const waiting = queueOf(document, queue, search)
  const { threat, at } = inHandOf(document, waiting, focused)
  const progress = progressOfDocument(document)
  const card = useCardFocus(threat, ask)
  useTargetOnCanvas(threat)
  return (
    <aside className={styles.panel} aria-label="Review">
      <header className={styles.header}>
        <Tabs
          name="review"
          label="Queue"
          value={queue}
          tabs={[
            { id: 'drafts', label: 'Open drafts', count: progress.openDrafts },
            { id: 'unresolved', label: 'Unresolved risks', count: progress.unresolvedRisks },
          ]}
          onChange={(next: Queue) => {
            setReview({ queue: next, ask: null, search: '' })
            setUi({ focusedThreat: null })
          }}
        />
        <ProgressLine progress={progress} />
        {waiting.length > 0 || search !== '' ? <Place at={at} of={waiting.length} search={search} /> : null}
      </header>
      <TabPanel name="review" id={queue} className={styles.scroll}>
        {threat ? (
          <ThreatCard
            ref={card}
            key={threat.key}
            document={document}
            threat={threat}
            isAsked={ask !== null}
          />
        ) : (
          <EndPage document={document} queue={queue} search={search} />
        )}
      </TabPanel>
      <Footer threat={threat} ask={ask} />
    </aside>
  )
}

function Footer({ threat, ask }: { readonly threat: Threat | undefined; readonly ask: Ask | null }) {
  const document = useDocument((state) => state.history.present)
  const remarkId = useReview((state) => state.remark)
  const remark = document.remarks?.find((each) => each.id === remarkId && isOpenRemark(each))
  if (ask === 'add')
    return <RiskForm key={remark?.id ?? 'add'} document={document} at={threat?.target} remark={remark} />
  if (!threat) return null
  if (ask === 'edit') return <RiskForm key={threat.key} document={document} threat={threat} />
  if (ask !== null)
    return <AskForm key={`${threat.key}:${ask}`} document={document} threat={threat} ask={ask} />
  return <Decisions threat={threat} />
}

function Place({ at, of, search }: { readonly at: number; readonly of: number; readonly search: string }) {
  const requests = useReview((state) => state.searchRequests)
  const field = useRef<HTMLInputElement>(null)
  const answered = useRef(requests)
  useEffect(() => {
    if (requests !== answered.current) {
      field.current?.focus()
      field.current?.select()
    }
    answered.current = requests
  }, [requests])
  return (
    <div className={styles.place}>
      <p className={styles.count} aria-live="polite">
        {of === 0 ? 'None' : at < 0 ? `${of} waiting` : `${at + 1} of ${of}`}
      </p>
      <IconButton
        icon={ChevronUp}
        size="small"
        label="Previous"
        shortcut="K"
        disabled={at <= 0}
        onClick={() => void runAction('review.previous')}
      />
      <IconButton
        icon={ChevronDown}
        size="small"
        label="Next"
        shortcut="J"
        disabled={at >= of - 1 || of === 0}
        onClick={() => void runAction('review.next')}
      />
      <div className={styles.search}>
        <TextField
          ref={field}
          label="Find in the queue"
          hideLabel
          placeholder="Find in the queue   /"
          value={search}
          onChange={(text) => {
            setReview({ search: text })
            setUi({ focusedThreat: null })
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'Escape') setReview({ search: '' })
            if (event.key !== 'Escape' && event.key !== 'Enter') return
            event.preventDefault()
            event.stopPropagation()
            event.currentTarget.blur()
          }}
        />
      </div>
    </div>
  )
}

/** Keeps the keyboard at the card while decisions follow each other, unless the focus is elsewhere on purpose. */
function useCardFocus(threat: Threat | undefined, ask: Ask | null) {
  const card = useRef<HTMLElement>(null)
  const key = threat?.key
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says that another threat is in hand
  useEffect(() => {
    const { activeElement, body } = window.document
    if (ask === null && (activeElement === body || activeElement === null)) {
      card.current?.focus({ preventScroll: true })
    }
  }, [key, ask])
  return card
}

/** Selects and shows the target in hand; selecting another target on the canvas takes its first threat in hand. */
function useTargetOnCanvas(threat: Threat | undefined): void {
  const element = threat && elementOf(threat.target)
  const shown = useRef(element)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same target is shown again for another threat
  useEffect(() => {
    shown.current = element
    if (element === undefined) return
    select([element])
    reveal([element])
  }, [element, threat?.key])
  // A subscription, because a rendered selection may be older than the one this hook just made.
  useEffect(
    () =>
      uiStore.subscribe(({ selection, focusedThreat }, before) => {
        const [only, ...others] = selection
        if (selection === before.selection || only === undefined || others.length > 0) return
        const { queue, search, pointing } = reviewStore.getState()
        if (only === shown.current || pointing) return
        const there = queueOf(currentDocument(), queue, search).find(
          ({ target }) => elementOf(target) === only,
        )
        if (there && there.id !== focusedThreat) setUi({ focusedThreat: there.id })
      }),
    [],
  )
}
