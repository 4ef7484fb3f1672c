/** Places for a model that nobody placed, as "Arrange everything" gives them in the app. */
import { answerTo } from '../../../shared/model/arranging/answer.ts'
import { withArranged } from '../../../shared/model/arranging/finish.ts'
import { holderOf } from '../../../shared/model/arranging/members.ts'
import { Arranged, tasksFor } from '../../../shared/model/arranging/plan.ts'
import type { Layout } from '../../../shared/model/layout.ts'
import type { Model } from '../../../shared/model/schema.ts'

/** The layout itself where it places anything: what a person put somewhere stays there. */
export async function arrangedLayout(model: Model, layout: Layout): Promise<Layout> {
  if (layout.boxes.length > 0 || model.components.length === 0) return layout
  const zones = model.boundaries.filter((boundary) => boundary.kind === 'zone')
  const roots = [...zones, ...model.components]
    .map(({ id }) => id)
    .filter((id) => holderOf(model, id) === null)
  const { default: ELK } = await import('elkjs/lib/elk.bundled.js')
  const elk = new ELK()
  const arranged = new Arranged({ model, layout, drafts: [] })
  for (const task of tasksFor(model, roots, true)) {
    try {
      arranged.add(task, await answerTo(arranged, task, (graph) => elk.layout(graph)))
    } catch {
      // It gives up on few graphs; those are drawn where they are placed without it.
    }
  }
  return withArranged(arranged, true)
}
