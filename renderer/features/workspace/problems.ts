import { useEffect, useState } from 'react'
import type { LintDiagnostic } from '../../../shared/lint/lint.ts'
import { inSlices } from '../../platform/in-slices.ts'
import { documentStore } from '../../state/document.ts'
import { today } from '../../state/resolutions/today.ts'

const PAUSE = 300

/**
 * The file's own diagnostics with what the lint rules find in the model as it is on screen, shortly
 * after the last edit. Findings about unsaved edits have no line yet.
 */
export function useProblems(): readonly LintDiagnostic[] {
  const [problems, setProblems] = useState<readonly LintDiagnostic[]>([])
  useEffect(() => {
    let timer = 0
    let wanted = 0
    const check = async () => {
      wanted += 1
      const run = wanted
      const { lintInSteps } = await import('../../../shared/lint/lint.ts')
      const { path, history, config, diagnostics } = documentStore.getState()
      if (run !== wanted) return
      if (path === null) return setProblems([])
      const isBroken = diagnostics.some(({ severity }) => severity === 'error')
      if (isBroken && history.present.model.components.length === 0) return setProblems(diagnostics)
      const { model, layout } = history.present
      const facts = { config, today: today(), layout }
      const steps = lintInSteps(model, { ...facts, file: path, diagnostics, locate: () => undefined })
      const found = await inSlices(steps, () => run === wanted)
      if (found) setProblems(found)
    }
    const unsubscribe = documentStore.subscribe((state, before) => {
      const isSame =
        state.history.present.model === before.history.present.model &&
        state.diagnostics === before.diagnostics &&
        state.path === before.path
      if (isSame) return
      window.clearTimeout(timer)
      timer = window.setTimeout(() => void check(), PAUSE)
    })
    void check()
    return () => {
      unsubscribe()
      window.clearTimeout(timer)
    }
  }, [])
  return problems
}
