import { type SetupPart, useSetup } from '../../../state/llm/setup.ts'
import look from '../../../ui/setup/Setup.module.css'

/** What went wrong in one part, shown there. */
export function PartProblem({ part }: { readonly part: SetupPart }) {
  const problem = useSetup((state) => state.problem)
  if (problem?.part !== part) return null
  return (
    <p className={look.problem} role="alert">
      <strong>{problem.message}</strong> {problem.hint}
    </p>
  )
}
