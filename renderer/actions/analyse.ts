import { plural } from '../../shared/core/text.ts'
import { indexOf } from '../../shared/model/queries.ts'
import { currentDocument, documentStore } from '../state/document.ts'
import { reviewStore, setReview } from '../state/review/store.ts'
import { openDraftsOf, progressOfDocument } from '../state/selectors.ts'
import { dismissedWords, draftThreats, setAnalysed, staleTargets } from '../state/threats/analysis.ts'
import { elementOf, targetsOfSelection } from '../state/threats/threats.ts'
import { notify, setUi, uiStore } from '../state/ui.ts'
import type { Action } from './action.ts'
import { analyseWithBoth } from './drafting.ts'
import { showDrawer } from './frame.ts'

const canEdit = () => documentStore.getState().path !== null && !documentStore.getState().readOnly
const hasStale = () => progressOfDocument(currentDocument()).stale > 0
const selectedBoundary = () => {
  const [ref, ...others] = uiStore.getState().selection
  return ref !== undefined && others.length === 0
    ? indexOf(currentDocument().model).boundaries.get(ref)?.id
    : undefined
}

/** Drafting from the rules and marking what was looked at, wherever one is. */
export const analyseActions: readonly Action[] = [
  {
    id: 'analyse.draft',
    label: 'Draft threats',
    group: 'analyse',
    keys: ['Mod+Enter'],
    scope: 'app',
    isEnabled: canEdit,
    run: () => {
      const { drafts, model } = currentDocument()
      const isFirst = drafts.length + model.risks.length === 0
      const open = draftThreats()
      setUi({ drawer: 'threats', cell: null })
      if (isFirst && open > 0 && uiStore.getState().mode === 'draw') showDrawer('threats')
      notify('done', open === 0 ? 'The rules found nothing new.' : `${plural(open, 'open draft')} to review.`)
    },
  },
  {
    id: 'analyse.draft-stale',
    label: 'Draft what is stale',
    group: 'analyse',
    scope: 'app',
    isEnabled: () => canEdit() && (currentDocument().drafts.length > 0 || hasStale()),
    run: () => {
      const stale = staleTargets()
      if (stale.length === 0) {
        notify('done', 'Nothing changed since it was drafted or reviewed.')
        return
      }
      draftThreats(stale, 'Draft what is stale')
      const open = openDraftsOf(currentDocument()).filter(({ target }) => stale.includes(target)).length
      showDrawer('threats')
      notify('done', `${plural(stale.length, 'stale target')} drafted again: ${plural(open, 'open draft')}.`)
    },
  },
  {
    id: 'analyse.boundary',
    label: 'Analyse this boundary',
    group: 'analyse',
    scope: 'app',
    isEnabled: () => canEdit() && selectedBoundary() !== undefined,
    run: () => {
      const boundary = selectedBoundary()
      if (boundary !== undefined) return analyseWithBoth(boundary)
    },
  },
  {
    id: 'analyse.mark-selected',
    label: 'Mark selection analysed',
    group: 'analyse',
    scope: 'app',
    isEnabled: () => canEdit() && uiStore.getState().selection.length > 0,
    run: () => {
      const { model } = currentDocument()
      const targets = [...targetsOfSelection(model, uiStore.getState().selection)].filter(
        (target) => elementOf(target) === target,
      )
      notify('done', dismissedWords(targets.length, setAnalysed(targets, plural(targets.length, 'target'))))
    },
  },
  {
    id: 'analyse.add-risk',
    label: 'Add a risk of your own',
    group: 'analyse',
    keys: ['Mod+Shift+R'],
    scope: 'app',
    isEnabled: () => canEdit() && currentDocument().model.components.length > 0,
    run: () => {
      setUi({ mode: 'review' })
      setReview({ ask: reviewStore.getState().ask === 'add' ? null : 'add' })
    },
  },
]
