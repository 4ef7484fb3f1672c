/** Places for a model that nobody placed, as "Arrange everything" gives them in the app. */
import { tasksFor, withArranged } from '../../../shared/model/arranging/graph.ts'
import { holderOf } from '../../../shared/model/arranging/members.ts'
import type { Layout } from '../../../shared/model/layout.ts'
import type { Model } from '../../../shared/model/schema.ts'

/** The layout itself where it places anything: what a person put somewhere stays there. */
export async function arrangedLayout(model: Model, layout: Layout): Promise<Layout> {
  if (layout.boxes.length > 0 || model.components.length === 0) return layout
  const zones = model.boundaries.filter((boundary) => boundary.kind === 'zone')
  const roots = [...zones, ...model.components]
    .map(({ id }) => id)
    .filter((id) => holderOf(model, id) === null)
  const [task] = tasksFor({ model, layout, drafts: [] }, roots, true)
  if (!task) return layout
  const { default: ELK } = await import('elkjs/lib/elk.bundled.js')
  try {
    const result = await new ELK().layout(task.graph)
    return withArranged({ model, layout, drafts: [] }, task, result, true)
  } catch {
    // It gives up on few graphs; those are drawn where they are placed without it.
    return layout
  }
}
