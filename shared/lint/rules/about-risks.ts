import { riskTitle } from '../../model/names/risk-title.ts'
import type { Model, Risk } from '../../model/schema.ts'
import type { Finding, LintFix } from '../rule.ts'

interface Problem {
  readonly problem: string
  readonly fix?: LintFix
}

/** One finding for each risk that `judge` has something to say of; its words follow the risk's name. */
export function aboutRisks(
  model: Model,
  judge: (risk: Risk) => string | Problem | undefined,
): readonly Finding[] {
  return model.risks.flatMap((risk) => {
    const found = judge(risk)
    if (found === undefined) return []
    const { problem, fix } = typeof found === 'string' ? { problem: found, fix: undefined } : found
    const title = riskTitle(risk) || risk.id
    return [
      {
        elementId: `risk:${risk.id}`,
        near: [risk.target],
        message: `Risk ${risk.id} "${title}" ${problem}`,
        ...(fix ? { fix } : {}),
      },
    ]
  })
}
