/** Undo of a decision puts the reviewer back to what was decided; redo to where the decision led. */
import type { Document } from '../../../shared/model/document.ts'
import { currentDocument, documentStore } from '../document.ts'
import { setUi, uiStore } from '../ui.ts'
import { type Step, setReview } from './store.ts'

interface Place {
  readonly step: Step
  readonly focused: string | null
  readonly asked: string | null
}

/** Undo and redo bring back the very same documents. */
const places = new WeakMap<Document, Place>()

/** Notes where the reviewer is while the document is as it is now. */
export function rememberPlace(place: Place): void {
  places.set(currentDocument(), place)
}

/** Follows undo and redo while review is shown; gives back the function that stops it. */
export function followUndo(): () => void {
  return documentStore.subscribe(({ history }, { history: before }) => {
    if (history.present === before.present || uiStore.getState().mode !== 'review') return
    // A new step leaves nothing to redo, or what there was and one more was undone.
    const isStepBack = history.past.length < before.past.length
    const isStepForth =
      history.future.length < before.future.length && before.future[0]?.before === history.present
    const place = isStepBack || isStepForth ? places.get(history.present) : undefined
    if (!place) return
    setReview({ step: place.step, asked: place.asked, ask: null, scope: 'one' })
    setUi({ focusedThreat: place.focused })
  })
}
