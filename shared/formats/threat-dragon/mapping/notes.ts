/** Who made a file, and what its diagrams are about, as notes of the model; and back. */
import type { ThreatDragonFile } from '../file/types.ts'

const OWNER = 'Owner: '
const REVIEWER = 'Reviewer: '
const CONTRIBUTORS = 'Contributors: '

export interface People {
  readonly owner: string
  readonly reviewer: string
  readonly contributors: readonly string[]
}

export function notesOf({ owner, reviewer, contributors, diagrams }: ThreatDragonFile): readonly string[] {
  return [
    ...(owner === '' ? [] : [OWNER + owner]),
    ...(reviewer === '' ? [] : [REVIEWER + reviewer]),
    ...(contributors.length === 0 ? [] : [CONTRIBUTORS + contributors.join(', ')]),
    ...diagrams.flatMap(({ title, description }) =>
      description.trim() === '' ? [] : [`${title || 'Diagram'}: ${description}`],
    ),
  ]
}

/** What the notes say of people; the first of each. */
export function peopleIn(notes: readonly string[]): People {
  const said = (label: string) => notes.find((note) => note.startsWith(label))?.slice(label.length) ?? ''
  return {
    owner: said(OWNER),
    reviewer: said(REVIEWER),
    contributors: said(CONTRIBUTORS)
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  }
}
