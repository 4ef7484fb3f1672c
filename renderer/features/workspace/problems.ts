import { useEffect, useState } from 'react'
import type { Diagnostic } from '../../../shared/core/diagnostics.ts'
import { documentStore } from '../../state/document.ts'

const PAUSE = 300

/**
 * The file's own diagnostics with what the lint rules find in the model as it is on screen, shortly
 * after the last edit. Findings about unsaved edits have no line yet.
 */
export function useProblems(): readonly Diagnostic[] {
  const [problems, setProblems] = useState<readonly Diagnostic[]>([])
  useEffect(() => {
    let timer = 0
    let wanted = 0
    const check = async () => {
      wanted += 1
      const run = wanted
      const { lintModel } = await import('../../../shared/lint/lint.ts')
      const { path, history, config, diagnostics } = documentStore.getState()
      if (run !== wanted) return
      if (path === null) return setProblems([])
      const isBroken = diagnostics.some(({ severity }) => severity === 'error')
      if (isBroken && history.present.model.components.length === 0) return setProblems(diagnostics)
      setProblems(
        lintModel(history.present.model, { file: path, config, diagnostics, locate: () => undefined }),
      )
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
