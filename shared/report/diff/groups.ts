/** The changes of one model under headings, each as a title and a few words: what text and Markdown print. */
import {
  CHANGE_GROUPS,
  type Change,
  type ChangeKind,
  type ValueChange,
} from '../../diff/marks/list-changes.ts'
import { type Compared, reviewOf } from './compared.ts'

export interface ChangeLine {
  readonly kind: ChangeKind
  readonly title: string
  /** May be empty. */
  readonly detail: string
}

export interface ChangeLines {
  readonly title: string
  readonly lines: readonly ChangeLine[]
}

/** In the order of a report: what matters for trust first. Only headings with something under them. */
export function groupsOf(compared: Compared): readonly ChangeLines[] {
  const { changes, risks } = compared
  const opened = new Set(risks.opened.map(({ id }) => id))
  const closed = new Set(risks.closed.map(({ id }) => id))
  const riskOf = ({ key }: Change) => key.slice(key.indexOf(' ', key.indexOf(' ') + 1) + 1)
  const isRisk = (change: Change) => change.group === 'risks'
  const groups = CHANGE_GROUPS.flatMap(([group, title]) => {
    const own = changes.filter((change) => change.group === group)
    if (group !== 'risks') return [{ title, own }]
    return [
      { title: 'Risks opened', own: own.filter((change) => opened.has(riskOf(change))) },
      { title: 'Risks closed', own: own.filter((change) => closed.has(riskOf(change))) },
      {
        title: 'Other changes of risks',
        own: own.filter((change) => !opened.has(riskOf(change)) && !closed.has(riskOf(change))),
      },
    ]
  })
  return groups
    .filter(({ own }) => own.length > 0)
    .map(({ title, own }) => ({
      title,
      lines: own.map((change) => ({
        kind: change.kind,
        title: isRisk(change) ? `${riskOf(change)} ${change.title}` : change.title,
        detail: detailOf(change, compared),
      })),
    }))
}

function detailOf(change: Change, { after }: Compared): string {
  const { kind, detail, values, group, ref } = change
  if (kind === 'gained') {
    const review = after && ref !== null ? reviewOf(after.model, ref) : 'not analysed'
    return `crosses ${detail}; ${review}`
  }
  if (kind === 'lost') return `no longer crosses ${detail}`
  if (kind === 'stale' || kind === 'added' || kind === 'removed') return detail
  // A fingerprint and a date tell nobody anything.
  if (group === 'reviews') return detail
  const isPlace = ({ name }: ValueChange) => name === 'zone' || name === 'parent'
  const shown = values.map((value) => (isPlace(value) ? detail : valueInWords(value)))
  return shown.join('; ')
}

function valueInWords({ name, before, after }: ValueChange): string {
  return `${name}: ${before ?? 'not set'} → ${after ?? 'not set'}`
}
