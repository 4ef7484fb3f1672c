/** Which diagram of the file what stands on a page belongs to, and what diagrams come, go and are renamed. */
import { itemsOf, type Json, numberOf } from '../../../core/json/look.ts'
import type { JsonEdit } from '../../../core/json/plan.ts'
import type { Layout } from '../../../model/layout.ts'
import type { Dialect } from '../file/types.ts'
import { valueAt } from '../file/values.ts'
import type { Reading } from '../read.ts'

const VERSION = '2.5.0'

export class Pages {
  private readonly reading: Reading
  private readonly layout: Layout
  private readonly indexes = new Map<string, number>()
  /** Diagrams the file had. */
  private readonly count: number

  constructor(reading: Reading, layout: Layout) {
    this.reading = reading
    this.layout = layout
    this.count = reading.file.diagrams.length
    this.assign()
  }

  /** An index from `count` on is a diagram that is added. */
  of(page: string | undefined): number {
    return this.indexes.get(page ?? this.layout.pages[0]?.id ?? '') ?? 0
  }

  dialectOf(index: number): Dialect {
    const { diagrams } = this.reading.file
    return (diagrams[index] ?? diagrams[0])?.dialect ?? 2
  }

  /** `cells` are those that are added to each diagram, `kept` says which diagrams keep any. */
  edits(cells: ReadonlyMap<number, readonly Json[]>): readonly JsonEdit[] {
    return [...this.renamed(), ...this.filled(cells), ...this.added(cells)]
  }

  private assign(): void {
    const { diagrams } = this.reading.elements
    const { pages } = this.layout
    if (pages.length === 0) {
      this.indexes.set('', 0)
      return
    }
    const titles = new Map(
      this.reading.elements.layout.pages.map(({ id, title }) => [title, diagrams.get(id)]),
    )
    const taken = new Set<number>()
    let next = Math.max(this.count, 0)
    for (const [order, { id, title }] of pages.entries()) {
      const isInOrder = pages.length > 1 && this.reading.file.diagrams[order]?.title === title
      const first = order === 0 ? diagrams.get('') : undefined
      const known = (isInOrder ? order : diagrams.get(id)) ?? titles.get(title) ?? first
      const index = known !== undefined && !taken.has(known) ? known : next
      if (index === next) next += 1
      taken.add(index)
      this.indexes.set(id, index)
    }
  }

  private renamed(): readonly JsonEdit[] {
    return this.layout.pages.flatMap(({ id, title }): readonly JsonEdit[] => {
      const index = this.of(id)
      const diagram = this.reading.file.diagrams[index]
      const isSame =
        !diagram || diagram.title === title || (diagram.title === '' && title === `Diagram ${index + 1}`)
      return isSame ? [] : [{ set: [...diagram.path, 'title'], to: title }]
    })
  }

  private filled(cells: ReadonlyMap<number, readonly Json[]>): readonly JsonEdit[] {
    return [...cells].flatMap(([index, added]): readonly JsonEdit[] => {
      const diagram = this.reading.file.diagrams[index]
      if (!diagram || added.length === 0) return []
      const list = valueAt(this.reading.file.root, diagram.cellsPath)
      if (list?.kind !== 'array') return [{ set: diagram.cellsPath, to: added }]
      return added.map((value) => ({ insert: [...diagram.cellsPath, list.items.length], value }))
    })
  }

  private added(cells: ReadonlyMap<number, readonly Json[]>): readonly JsonEdit[] {
    const { root, diagrams } = this.reading.file
    const detail = valueAt(root, ['detail'])
    const top = numberOf(detail, 'diagramTop') ?? this.count
    const fresh = [...this.indexes].filter(([, index]) => index >= this.count)
    // A model without pages still needs one diagram.
    const at = itemsOf(detail, 'diagrams').length
    const edits = fresh.map(([page, index], order): JsonEdit => {
      const title = this.layout.pages.find(({ id }) => id === page)?.title ?? 'Diagram'
      const own = cells.get(index) ?? []
      const value = blankDiagram(title, top + order, own, diagrams[0]?.dialect ?? 2)
      return { insert: ['detail', 'diagrams', at], value }
    })
    if (edits.length === 0 || numberOf(detail, 'diagramTop') === undefined) return edits
    return [...edits, { set: ['detail', 'diagramTop'], to: top + edits.length }]
  }
}

/** A diagram as the tool makes one. */
function blankDiagram(title: string, id: number, cells: readonly Json[], dialect: Dialect): Json {
  const common = { id, title, diagramType: 'STRIDE' }
  const thumbnail = './public/content/images/thumbnail.stride.jpg'
  if (dialect === 1) {
    return { ...common, thumbnail, size: { height: 590, width: 790 }, diagramJson: { cells } }
  }
  const placeholder = 'New STRIDE diagram description'
  return { ...common, description: '', placeholder, thumbnail, version: VERSION, cells }
}

/** A file without elements, with a diagram for each page. */
export function blankFile(title: string, layout: Layout): string {
  const titles = layout.pages.length === 0 ? [title] : layout.pages.map((page) => page.title)
  const file: Json = {
    version: VERSION,
    summary: { title, owner: '', description: '', id: 0 },
    detail: {
      contributors: [],
      diagrams: titles.map((each, index) => blankDiagram(each, index, [], 2)),
      diagramTop: titles.length,
      reviewer: '',
      threatTop: 0,
    },
  }
  return `${JSON.stringify(file, null, 2)}\n`
}
