/** Keeps the keyboard and the canvas with what is in hand. */
import { useEffect, useRef } from 'react'
import { currentDocument } from '../../../state/document.ts'
import { addQueueOf, queueOf } from '../../../state/review/queues.ts'
import { currentStep } from '../../../state/review/review.ts'
import { type Ask, reviewStore, setReview } from '../../../state/review/store.ts'
import { elementOf } from '../../../state/threats/threats.ts'
import { select, setUi, uiStore } from '../../../state/ui.ts'
import { reveal } from '../../../state/view.ts'

/** Keeps the keyboard at the card while decisions follow each other, unless the focus is elsewhere on purpose. */
export function useCardFocus(key: string, ask: Ask | null) {
  const card = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says that something else is in hand
  useEffect(() => {
    const { activeElement, body } = window.document
    if (ask === null && (activeElement === body || activeElement === null)) {
      card.current?.focus({ preventScroll: true })
    }
  }, [key, ask])
  return card
}

/** Selects and shows the target in hand; selecting another one on the canvas takes its first item in hand. */
export function useTargetOnCanvas(
  inHand: { readonly key: string; readonly target: string } | undefined,
): void {
  const element = inHand && elementOf(inHand.target)
  const shown = useRef(element)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same target is shown again for another threat
  useEffect(() => {
    shown.current = element
    if (element === undefined) return
    select([element])
    reveal([element])
  }, [element, inHand?.key])
  // A subscription, because a rendered selection may be older than the one this hook just made.
  useEffect(
    () =>
      uiStore.subscribe(({ selection }, before) => {
        const [only, ...others] = selection
        if (selection === before.selection || only === undefined || others.length > 0) return
        if (only !== shown.current && !reviewStore.getState().pointing) takeFirstAt(only)
      }),
    [],
  )
}

function takeFirstAt(element: string): void {
  const document = currentDocument()
  const { search, skipped } = reviewStore.getState()
  const isThere = ({ target }: { readonly target: string }) => elementOf(target) === element
  const threat = queueOf(document, currentStep(), search).find(isThere)
  if (threat && threat.id !== uiStore.getState().focusedThreat) setUi({ focusedThreat: threat.id })
  if (currentStep() !== 'add') return
  const question = addQueueOf(document, skipped, search).find(isThere)
  if (question) setReview({ asked: question.key })
}
