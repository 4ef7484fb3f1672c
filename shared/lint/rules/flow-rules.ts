/** Rules about flows: such as say nothing, say it twice, or do not say how they travel. */
import { canonicalJson } from '../../core/text.ts'
import { crossingsOf } from '../../model/crossings.ts'
import { updateFlow } from '../../model/edits/flows.ts'
import { removeElements } from '../../model/edits/remove.ts'
import { flowRef } from '../../model/ids.ts'
import { indexOf, titleOf } from '../../model/queries.ts'
import type { Flow, Model } from '../../model/schema.ts'
import { meantProtocol } from '../names/protocols.ts'
import { type Finding, fixModel, type LintFix, type LintRule } from '../rule.ts'

export const FLOW_RULES: readonly LintRule[] = [
  {
    code: 'protocol-missing',
    severity: 'info',
    summary: 'A flow crosses a boundary and does not say by which protocol',
    docs: 'Whether somebody at the boundary can read or change what passes depends on the protocol, so without one the rules can only ask. State it: `protocol: https`.',
    check: (model) =>
      [...crossingsOf(model).values()].flatMap(({ flow, ref }) =>
        flow.protocol?.trim()
          ? []
          : [about(model, ref, 'crosses a boundary and names no protocol. Say how it travels.')],
      ),
  },
  {
    code: 'protocol-unknown',
    severity: 'warning',
    summary: 'A protocol looks like a known one misspelt',
    docs: 'Whether a flow is encrypted is read from its protocol, and a misspelt one says nothing. Words that are like no known protocol are your own and are not reported.',
    check: (model) =>
      model.flows.flatMap((flow) => {
        const word = flow.protocol?.trim() ?? ''
        const meant = meantProtocol(word)
        if (meant === undefined) return []
        const ref = flowRef(flow)
        const fix = fixModel('Correct', `the protocol of ${ref} to ${meant}`, (now) =>
          indexOf(now).flows.get(ref)?.protocol?.trim() === word
            ? updateFlow(now, ref, { protocol: meant })
            : now,
        )
        return [about(model, ref, `has the protocol "${word}". Did you mean "${meant}"?`, fix)]
      }),
  },
  {
    code: 'flow-to-itself',
    severity: 'info',
    summary: 'A flow leads back to the component that it leaves',
    docs: 'What a component does with itself crosses nothing and is no flow of data. Remove it, or draw the parts that talk to each other as components of their own.',
    check: (model) =>
      model.flows.flatMap((flow) =>
        flow.from === flow.to
          ? [
              about(
                model,
                flowRef(flow),
                'leads back to where it starts. Remove it, or draw both parts as components.',
                removal(model, flowRef(flow)),
              ),
            ]
          : [],
      ),
  },
  {
    code: 'flow-duplicate',
    severity: 'warning',
    summary: 'Two flows are alike in all that they say',
    docs: 'Ends, title, protocol, authentication and data are equal, so each threat is reviewed twice. Remove one, or say how they differ.',
    check: (model) => {
      const { outgoing, linesOver } = indexOf(model)
      return [...outgoing.values()].flatMap((flows) => {
        const first = new Map<string, string>()
        return besideOthers(flows).flatMap((flow) => {
          const ref = flowRef(flow)
          const { id: _, ...said } = flow
          const key = canonicalJson({ ...said, lines: (linesOver.get(ref) ?? []).map((line) => line.id) })
          const other = first.get(key)
          if (other === undefined) {
            first.set(key, ref)
            return []
          }
          const problem = `says what ${other} says. Remove one, or say how they differ.`
          return [about(model, ref, problem, removal(model, ref))]
        })
      })
    },
  },
  {
    code: 'flow-without-process',
    severity: 'info',
    summary: 'A flow between two data stores or two external entities',
    docs: 'Data does not move by itself, and what happens between two external entities is not part of this system. Draw the process that moves the data, or remove the flow.',
    check: (model) =>
      model.flows.flatMap((flow) => {
        const { components } = indexOf(model)
        const [from, to] = [components.get(flow.from)?.kind, components.get(flow.to)?.kind]
        if (flow.from === flow.to || from !== to || from === 'process' || from === undefined) return []
        const both = from === 'store' ? 'data stores' : 'external entities'
        return [about(model, flowRef(flow), `connects two ${both}. Draw the process that moves the data.`)]
      }),
  },
]

function about(model: Model, ref: string, problem: string, fix?: LintFix): Finding {
  const message = `Flow ${titleOf(model, ref)} (${ref}) ${problem}`
  return { elementId: ref, message, ...(fix ? { fix } : {}) }
}

/** Of the flows of one component those that share their other end: few, and only they can be alike. */
function besideOthers(flows: readonly Flow[]): readonly Flow[] {
  const counts = new Map<string, number>()
  for (const { to } of flows) counts.set(to, (counts.get(to) ?? 0) + 1)
  return flows.filter(({ to }) => (counts.get(to) ?? 0) > 1)
}

/** Where a risk or a review would go with the flow, a person has to look first. */
function removal(model: Model, ref: string): LintFix | undefined {
  const { risksByTarget, analyses } = indexOf(model)
  if (risksByTarget.has(ref) || analyses.has(ref)) return undefined
  return fixModel('Remove', ref, (now) => removeElements(now, [ref]).model)
}
