/** What OTM has no place for, told once for each kind. */
import type { Diagnostic } from '../../../core/diagnostics.ts'
import { plural } from '../../../core/text.ts'
import type { Layout } from '../../../model/layout.ts'
import type { Model } from '../../../model/schema.ts'

export function lossesOf(model: Model, layout: Layout): readonly Diagnostic[] {
  const lines = model.boundaries.filter(({ kind }) => kind === 'line')
  const ofBoundaries = model.risks.filter(({ target }) => target.startsWith('boundary:'))
  const reviewed = model.analyses.filter(
    ({ target, reviewed: date, fingerprint, notApplicable, rejected, answered, outOfScope }) =>
      date !== undefined ||
      fingerprint !== undefined ||
      rejected.length > 0 ||
      Object.keys(notApplicable).length > 0 ||
      Object.keys(answered ?? {}).length > 0 ||
      (outOfScope !== undefined && !target.includes('>')),
  )
  const rules = (model.rulePacks?.length ?? 0) + Object.keys(model.rulesOff ?? {}).length
  const told: readonly (readonly [code: string, count: number, what: string])[] = [
    [
      'otm-lines-lost',
      lines.length,
      `${plural(lines.length, 'line boundary', 'line boundaries')}: OTM has trust zones only`,
    ],
    [
      'otm-boundary-risks-lost',
      ofBoundaries.length,
      `${plural(ofBoundaries.length, 'risk')} of a boundary as a whole: OTM has threats at components and dataflows`,
    ],
    [
      'otm-reviews-lost',
      reviewed.length,
      `${plural(reviewed.length, 'review')}: OTM does not say what was reviewed`,
    ],
    ['otm-rules-lost', rules, 'The choice of rules'],
    ['otm-notes-lost', layout.notes.length, `${plural(layout.notes.length, 'note')} on the canvas`],
    ['otm-routes-lost', layout.routes.length, `${plural(layout.routes.length, 'hand-set route')} of flows`],
  ]
  return told.flatMap(([code, count, what]): readonly Diagnostic[] =>
    count === 0 ? [] : [{ code, severity: 'warning', message: `${what}. Left out.`, about: 'lost' }],
  )
}
