/**
 * Workspaces as a model. The tool draws nothing that can be read: its diagrams are images. One process stands for
 * each application, so that its threats have a target, can be triaged, and be moved when the system is drawn.
 */
import { fieldOf } from '../../../core/json/look.ts'
import type { Span } from '../../../core/places.ts'
import { plural } from '../../../core/text.ts'
import { slug } from '../../../model/ids.ts'
import { FreeIds } from '../../../model/names/free-ids.ts'
import { type Component, EMPTY_MODEL, type Mitigation, type Model, type Risk } from '../../../model/schema.ts'
import { type Reporting, shorten } from '../../reporting.ts'
import { wordOf } from '../file/file.ts'
import type { Item, Workspace } from '../file/types.ts'
import { mitigationOf } from './mitigations.ts'
import { riskOf } from './risks.ts'
import { metadataLines } from './words.ts'

interface Read {
  readonly model: Model
  readonly places: ReadonlyMap<string, Span>
}

export function readWorkspaces(workspaces: readonly Workspace[], reporting: Reporting): Read {
  const builder = new Builder(reporting)
  for (const workspace of workspaces) builder.add(workspace)
  return builder.done(workspaces)
}

class Builder {
  private readonly ids = { component: new FreeIds(), risk: new FreeIds(), mitigation: new FreeIds() }
  private readonly components: Component[] = []
  private readonly risks: Risk[] = []
  private readonly mitigations: Mitigation[] = []
  private readonly notes: string[] = []
  private readonly places = new Map<string, Span>()
  private readonly reporting: Reporting

  constructor(reporting: Reporting) {
    this.reporting = reporting
  }

  add(workspace: Workspace): void {
    const { reporting, places } = this
    const target = this.addApplication(workspace)
    const contents = new Map(workspace.assumptions.map((item) => [item.id, contentOf(item)]))
    const assumed = this.linked(workspace, 'assumptionLinks', (id) => contents.get(id))
    const own = new Map<string, string>()
    for (const item of workspace.mitigations) {
      const assumes = assumed.get(item.id) ?? []
      const mitigation = mitigationOf(item, assumes, { ids: this.ids.mitigation, reporting })
      this.mitigations.push(mitigation)
      places.set(`mitigation:${mitigation.id}`, item.at)
      if (!own.has(item.id)) own.set(item.id, mitigation.id)
    }
    const mitigated = this.linked(workspace, 'mitigationLinks', (id) => own.get(id))
    const linkedTo = ({ id }: Item) => ({
      mitigations: mitigated.get(id) ?? [],
      assumptions: assumed.get(id) ?? [],
    })
    for (const threat of workspace.threats) {
      this.risks.push(riskOf(threat, { target, ids: this.ids.risk, linkedTo, reporting, places }))
    }
    this.addNotes(workspace, mitigated)
  }

  done(workspaces: readonly Workspace[]): Read {
    const { components, risks, mitigations, notes, places } = this
    const [only, ...others] = workspaces
    const isOne = only !== undefined && others.length === 0
    const title = isOne ? only.name : 'Threat Composer workspaces'
    const description = workspaces
      .map((workspace) => descriptionOf(workspace, isOne ? 2 : 3))
      .map((text, at) => (isOne || text === '' ? text : `## ${workspaces[at]?.name}\n\n${text}`))
      .filter(Boolean)
      .join('\n\n')
    return {
      model: {
        ...EMPTY_MODEL,
        ...(title === '' ? {} : { title }),
        ...(description === '' ? {} : { description }),
        ...{ components, risks, mitigations, notes },
      },
      places,
    }
  }

  private addApplication({ name, at, drawings }: Workspace): string {
    const title = name.replace(/\s+/gu, ' ') || 'Application'
    const id = this.ids.component.take(slug(title, 'application'))
    const lists = { technologies: [], tags: [], dataProcessed: [], dataStored: [], formatsAccepted: [] }
    this.components.push({ id, title, kind: 'process', zone: null, ...lists })
    this.places.set(id, at)
    const what = `Threat Composer has no components, so "${shorten(title)}" is one process that stands for the whole application, and all threats are at it. Draw the system, then give each threat its target: Edit in a review, or "asset" in the file.`
    this.reporting.guessed('threat-composer-target-guessed', what, at, id)
    for (const { what: kind, name: drawing, image } of drawings) {
      if (!image) continue
      const named = drawing === '' ? '' : ` "${shorten(drawing)}"`
      const where = image.text.startsWith('data:') ? '' : ` at ${shorten(image.text)}`
      const lost = `The ${kind} diagram${named} is an image${where} and is left out. Draw it, or keep it beside the model.`
      this.reporting.lost('threat-composer-not-carried', lost, image.at, id)
    }
    return id
  }

  /** What each linked item has, in the order of the file; a link to nothing is told. */
  private linked(
    { threats, mitigations, assumptions, ...links }: Workspace,
    list: 'assumptionLinks' | 'mitigationLinks',
    find: (id: string) => string | undefined,
  ): ReadonlyMap<string, readonly string[]> {
    const known = new Set([...threats, ...mitigations, ...assumptions].map(({ id }) => id))
    const found = new Map<string, Set<string>>()
    const gone = new Map<string, { readonly first: Span; count: number }>()
    for (const { from, to, at } of links[list]) {
      const value = find(from)
      if (value === undefined || !known.has(to)) {
        const id = value === undefined ? from : to
        const known = gone.get(id) ?? { first: at, count: 0 }
        known.count += 1
        gone.set(id, known)
        continue
      }
      found.set(to, (found.get(to) ?? new Set()).add(value))
    }
    for (const [id, { first, count }] of gone) {
      const what = `${plural(count, 'link')} in "${list}" left out: nothing in the file has the id ${shorten(id)}.`
      this.reporting.lost('threat-composer-not-carried', what, first)
    }
    return new Map([...found].map(([to, values]) => [to, [...values]]))
  }

  /** Assumptions hold for the model, whatever they are linked to besides. */
  private addNotes(
    { assumptions, brainstorm }: Workspace,
    mitigated: ReadonlyMap<string, readonly string[]>,
  ): void {
    const titles = new Map(this.mitigations.map(({ id, title }) => [id, title]))
    for (const item of assumptions) {
      const answers = (mitigated.get(item.id) ?? []).map((id) => `Mitigated by: ${titles.get(id) ?? id}`)
      const more = [...answers, ...metadataLines({ ...item, number: '' }, [])]
      this.notes.push([`Assumption: ${contentOf(item)}`, ...more].join('\n'))
    }
    for (const { of, text } of brainstorm) this.notes.push(`Idea (${of}): ${text}`)
  }
}

function contentOf({ value }: Item): string {
  return wordOf(fieldOf(value, 'content'))
}

/** The application, then what its drawings say in words, under headings of the given depth. */
function descriptionOf({ description, drawings }: Workspace, depth: number): string {
  const heading = (words: string) => `${'#'.repeat(depth)} ${words}`
  const sections = drawings.flatMap(({ what, name, description: text }) => {
    if (text === '') return []
    const kind = what === 'architecture' ? 'Architecture' : 'Data flow'
    return [`${heading(name === '' ? kind : `${kind}: ${name}`)}\n\n${text}`]
  })
  return [description, ...sections].filter(Boolean).join('\n\n')
}
