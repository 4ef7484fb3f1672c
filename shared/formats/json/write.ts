/** The JSON that `export --to json`, `import` and the tests speak: flat, sorted, positions absolute. */
import { z } from 'zod'
import { compareText } from '../../core/text.ts'
import { crossingsOf } from '../../model/crossings.ts'
import { absoluteRects } from '../../model/geometry.ts'
import { flowRef } from '../../model/ids.ts'
import type { Layout } from '../../model/layout.ts'
import { riskTitle } from '../../model/names/risk-title.ts'
import {
  categorySchema,
  certaintySchema,
  type Draft,
  kindSchema,
  type Model,
  statusSchema,
} from '../../model/schema.ts'

/** The shape of the JSON export; absent optional members are left out, never null. */
export const exportSchema = z.strictObject({
  title: z.string(),
  notes: z.array(z.string()),
  components: z.array(
    z.strictObject({ id: z.string(), title: z.string(), kind: kindSchema, zone: z.string().nullable() }),
  ),
  flows: z.array(
    z.strictObject({
      ref: z.string(),
      from: z.string(),
      to: z.string(),
      title: z.string(),
      protocol: z.string().optional(),
    }),
  ),
  boundaries: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      kind: z.enum(['zone', 'line']),
      parent: z.string().nullable(),
    }),
  ),
  crossings: z.array(z.strictObject({ flow: z.string(), boundaries: z.array(z.string()) })),
  risks: z.array(
    z.strictObject({
      id: z.string(),
      target: z.string(),
      category: categorySchema,
      title: z.string(),
      status: statusSchema,
      ticket: z.string().nullable(),
    }),
  ),
  drafts: z.array(
    z.strictObject({
      id: z.string(),
      target: z.string(),
      category: categorySchema,
      title: z.string(),
      assumption: z.string(),
      mitigation: z.string(),
      certainty: certaintySchema,
      rules: z.array(z.string()),
    }),
  ),
  positions: z.record(
    z.string(),
    z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
  ),
})

export type ModelJson = z.infer<typeof exportSchema>

/** Lists are sorted by id or ref, except notes (as in the model) and drafts (in the order given: by rank). */
export function toJson(model: Model, drafts: readonly Draft[], layout: Layout): ModelJson {
  return {
    title: model.title,
    notes: [...model.notes],
    components: model.components
      .map(({ id, title, kind, zone }) => ({ id, title, kind, zone }))
      .sort(by('id')),
    flows: model.flows
      .map((flow) => ({
        ref: flowRef(flow),
        from: flow.from,
        to: flow.to,
        title: flow.title,
        ...(flow.protocol === undefined ? {} : { protocol: flow.protocol }),
      }))
      .sort(by('ref')),
    boundaries: model.boundaries
      .map(({ id, title, kind, parent }) => ({ id, title, kind, parent }))
      .sort(by('id')),
    crossings: [...crossingsOf(model).values()]
      .map(({ ref, boundaries }) => ({ flow: ref, boundaries: [...boundaries].sort(compareText) }))
      .sort(by('flow')),
    risks: model.risks
      .map((risk) => ({
        id: risk.id,
        target: risk.target,
        category: risk.category,
        title: riskTitle(risk),
        status: risk.status,
        ticket: risk.ticket ?? null,
      }))
      .sort(by('id')),
    drafts: drafts.map(({ id, target, category, title, assumption, mitigation, certainty, rules }) => ({
      id,
      target,
      category,
      title,
      assumption,
      mitigation,
      certainty,
      rules: [...rules],
    })),
    positions: Object.fromEntries(
      [...absoluteRects(model, layout)]
        .map(([id, { x, y, width, height }]) => [id, { x, y, width, height }] as const)
        .sort(([a], [b]) => compareText(a, b)),
    ),
  }
}

/** `toJson` as text, two spaces deep, with a final newline. */
export function printJson(model: Model, drafts: readonly Draft[], layout: Layout): string {
  return `${JSON.stringify(toJson(model, drafts, layout), null, 2)}\n`
}

function by<K extends string>(key: K): (a: Record<K, string>, b: Record<K, string>) => number {
  return (a, b) => compareText(a[key], b[key])
}
