/** Reads a reply with questions about the whole model. */
import { CATEGORIES, type Remark, type Source } from '../../model/schema.ts'
import type { Diagram } from '../ask/diagram.ts'
import { NO_CATEGORY } from '../ask/reply-schema.ts'
import type { DroppedRow } from '../types.ts'
import { findJson } from './find-json.ts'
import { remarkOf } from './remark.ts'
import { type Row, readRows, refuseRow, shown } from './rows.ts'

const TARGET = /^[cf]\d/

/** Never throws. A question that is asked twice about one target is there once. */
export function readQuestions(
  text: string,
  options: {
    readonly diagram: Diagram
    readonly restore: (text: string) => string
    readonly source: Source
  },
): { remarks: readonly Remark[]; dropped: readonly DroppedRow[] } | { problem: string } {
  const { diagram, restore, source } = options
  const found = findJson(text)
  if ('problem' in found) return found
  if (!Array.isArray(found.object.questions)) return { problem: 'The reply has no list of questions.' }
  const dropped: DroppedRow[] = []
  const remarks = readRows(found.object, 'questions', { restore, dropped }, (row): Remark => {
    const target = targetOf(row, diagram)
    const category = row.word('category', [...CATEGORIES, NO_CATEGORY])
    return remarkOf({
      kind: 'question',
      target,
      ...(category === NO_CATEGORY ? {} : { category }),
      text: row.text('question'),
      why: row.text('why'),
      source,
    })
  })
  return { remarks: [...new Map(remarks.map((remark) => [remark.id, remark])).values()], dropped }
}

function targetOf(row: Row, diagram: Diagram): string {
  const alias = row.line('target')
  const ref = diagram.refOf(alias)
  if (ref === undefined) return refuseRow(`"${shown(alias)}" is not in the diagram.`)
  return TARGET.test(alias) ? ref : refuseRow(`"${alias}" is not a component or flow.`)
}
