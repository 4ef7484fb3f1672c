/**
 * The walk through what waits for a person. The queues are derived from the document; the place in one is the
 * threat or question in hand, and after a decision the next one takes that place.
 */
import type { Document } from '../../../shared/model/document.ts'
import { passOfRisk } from '../../../shared/triage/passes.ts'
import { applyTogether, currentDocument } from '../document.ts'
import { type Threat, threatsOf } from '../threats/threats.ts'
import { select, setUi, uiStore } from '../ui.ts'
import { reveal } from '../view.ts'
import { startClock } from './clock.ts'
import { type AddItem, addQueueOf, queueOf, stepOf } from './queues.ts'
import { addScopes, type ScopeChoice, threatScopes } from './scope.ts'
import { type Ask, reviewStore, type Step, setReview } from './store.ts'
import { rememberPlace } from './undo.ts'

export interface InHand<T> {
  readonly item: T | undefined
  /** Its index in the queue; -1 for one that was taken from elsewhere, or when nothing waits. */
  readonly at: number
}

/** The focused threat, in the queue or not; without one the first of the queue. */
export function inHandOf(
  document: Document,
  waiting: readonly Threat[],
  focused: string | null,
): InHand<Threat> {
  const at = waiting.findIndex((threat) => threat.id === focused)
  if (at >= 0) return { item: waiting[at], at }
  const aside = threatsOf(document).find((threat) => threat.id === focused && threat.kind !== 'rejected')
  if (aside) return { item: aside, at: -1 }
  return { item: waiting[0], at: waiting.length > 0 ? 0 : -1 }
}

/** The question that is asked, else the first. */
export function askedOf(waiting: readonly AddItem[], asked: string | null): InHand<AddItem> {
  const at = waiting.findIndex(({ key }) => key === asked)
  return at >= 0 ? { item: waiting[at], at } : { item: waiting[0], at: waiting.length > 0 ? 0 : -1 }
}

/** The step that is shown now, for actions. */
export function currentStep(): Step {
  const { step, skipped } = reviewStore.getState()
  return stepOf(currentDocument(), step, skipped)
}

function threats(): InHand<Threat> & { readonly waiting: readonly Threat[] } {
  const document = currentDocument()
  const step = currentStep()
  const waiting = queueOf(document, step, reviewStore.getState().search)
  if (step === 'add' || step === 'summary') return { waiting, item: undefined, at: -1 }
  return { waiting, ...inHandOf(document, waiting, uiStore.getState().focusedThreat) }
}

function questions(): InHand<AddItem> & { readonly waiting: readonly AddItem[] } {
  if (currentStep() !== 'add') return { waiting: [], item: undefined, at: -1 }
  const { skipped, search, asked } = reviewStore.getState()
  const waiting = addQueueOf(currentDocument(), skipped, search)
  return { waiting, ...askedOf(waiting, asked) }
}

/** The threat in hand now, for actions. */
export function threatInHand(): Threat | undefined {
  return threats().item
}

/** The question in hand in the pass that adds, for actions. */
export function questionInHand(): AddItem | undefined {
  return questions().item
}

/** Takes the next (1) or previous (-1) in hand; stays at the ends. */
export function moveInQueue(step: 1 | -1): void {
  const moved = <T>({ waiting, at }: { readonly waiting: readonly T[]; readonly at: number }) =>
    at < 0 ? waiting[0] : waiting[at + step]
  setReview({ ask: null, scope: 'one', step: currentStep() })
  if (currentStep() === 'add') {
    const next = moved(questions())
    if (next) setReview({ asked: next.key })
    return
  }
  const next = moved(threats())
  if (next) setUi({ focusedThreat: next.id })
}

/** What the next decision can be about, and which of that is chosen. */
export function scopesInHand(): readonly ScopeChoice<Threat | AddItem>[] {
  const document = currentDocument()
  const { search } = reviewStore.getState()
  const { item, waiting } = threats()
  if (item) return threatScopes(document, waiting, item, { selection: uiStore.getState().selection, search })
  const asked = questions()
  return asked.item ? addScopes(document, asked.waiting, asked.item, search) : []
}

/** Takes the next larger scope, after the largest again the one in hand. */
export function widenScope(): void {
  const choices = scopesInHand()
  const at = choices.findIndex(({ scope }) => scope === reviewStore.getState().scope)
  setReview({ scope: choices[(at + 1) % choices.length]?.scope ?? 'one' })
}

function inScope<T extends Threat | AddItem>(item: T): readonly T[] {
  const { scope } = reviewStore.getState()
  return (
    (scopesInHand().find((choice) => choice.scope === scope)?.items as readonly T[] | undefined) ?? [item]
  )
}

/** How many the next decision is about. */
export function countInScope(): number {
  const item = threatInHand() ?? questionInHand()
  return item ? inScope<Threat | AddItem>(item).length : 0
}

const together = (count: number) => (first: string) => (count > 1 ? `${first} and ${count - 1} more` : first)

/**
 * Runs a decision on the threat in hand, and on all that is in scope with it, as one undo step; then takes the
 * one after it in hand. A risk that was taken from outside the queue stays in hand.
 */
export function decide(decision: (threat: Threat) => void): void {
  const { item } = threats()
  if (item) decideOn(inScope(item), decision)
}

/** The same for the one in hand alone, whatever the scope is. */
export function decideOne(decision: (threat: Threat) => void): void {
  const { item } = threats()
  if (item) decideOn([item], decision)
}

function decideOn(items: readonly Threat[], decision: (threat: Threat) => void): void {
  const { waiting, at, item: threat } = threats()
  if (!threat) return
  const step = currentStep()
  startClock()
  rememberPlace({ step, focused: threat.id, asked: null })
  setReview({ ask: null, scope: 'one', step })
  applyTogether(() => {
    for (const item of items) decision(item)
  }, together(items.length))
  const after = threats().waiting
  const left = new Set(after.map((other) => other.key))
  const following = at < 0 ? undefined : waiting.slice(at + 1).find((other) => left.has(other.key))
  const stays = left.has(threat.key) || (at < 0 && threat.kind === 'risk')
  const next = stays ? threat : (following ?? after.at(at < 0 ? 0 : -1))
  setUi({ focusedThreat: next?.id ?? null })
  rememberPlace({ step, focused: next?.id ?? null, asked: null })
}

/** Runs a decision that is about no single threat, such as all that is left. */
export function decideAtLarge(decision: () => void): void {
  const place = {
    step: currentStep(),
    focused: threatInHand()?.id ?? null,
    asked: questionInHand()?.key ?? null,
  }
  startClock()
  rememberPlace(place)
  setReview({ ask: null, scope: 'one', step: place.step })
  decision()
}

/** Runs an answer on the question in hand and on all that is in scope with it; then asks the one after it. */
export function answerInHand(answer: (item: AddItem) => void): void {
  const { waiting, at, item } = questions()
  if (!item) return
  const items = inScope(item)
  startClock()
  rememberPlace({ step: 'add', focused: null, asked: item.key })
  setReview({ ask: null, scope: 'one', step: 'add' })
  applyTogether(() => {
    for (const each of items) answer(each)
  }, together(items.length))
  const left = new Set(questions().waiting.map(({ key }) => key))
  const next = left.has(item.key) ? item : waiting.slice(at + 1).find(({ key }) => left.has(key))
  setReview({ asked: next?.key ?? null })
  rememberPlace({ step: 'add', focused: null, asked: next?.key ?? null })
}

/** Puts the question in hand off, and all that is in scope with it: nothing is said of them. */
export function skipInHand(): void {
  answerInHand(({ key }) => {
    setReview({ skipped: new Set([...reviewStore.getState().skipped, key]) })
  })
}

/** Asks again what was put off. */
export function askSkipped(): void {
  setReview({ skipped: new Set(), step: 'add', ask: null, asked: null, search: '' })
}

/** Selects and shows an element that the threat in hand names; that threat stays in hand. */
export function pointAt(ref: string): void {
  setReview({ pointing: true })
  select([ref])
  setReview({ pointing: false })
  reveal([ref])
}

/** Opens review at one threat, with a question already asked when `ask` is given. */
export function reviewThreat(threat: Threat, ask: Ask | null = null): void {
  if (threat.kind === 'rejected') return
  const step = threat.kind === 'draft' ? 'prune' : (passOfRisk(threat.risk) ?? 'resolve')
  setReview({ step, ask, search: '', scope: 'one', asked: null })
  setUi({ mode: 'review', focusedThreat: threat.id })
}
