import { type TrackerPart, useTracker } from '../../state/tickets/setup.ts'
import look from '../../ui/setup/Setup.module.css'

/** What went wrong with this part of the tracker's settings. */
export function TrackerProblem({ part }: { readonly part: TrackerPart }) {
  const problem = useTracker((state) => (state.problem?.part === part ? state.problem : null))
  if (!problem) return null
  return (
    <p className={look.problem} role="alert">
      <strong>{problem.message}</strong> {problem.hint}
    </p>
  )
}
