/** `threat-model.layout.yaml`: one line an element, sorted by id, so that moving a box changes one line. */
import type { Diagnostic, Locate } from '../../core/diagnostics.ts'
import { compareText } from '../../core/text.ts'
import { type OpenedYaml, openYaml } from '../../core/yaml/open.ts'
import { printEntries } from '../../core/yaml/printing/print.ts'
import { attributes, collection, type Tree, type TreeMap, values } from '../../core/yaml/printing/tree.ts'
import { diagnosticsOf, lineMapOf, type Problem } from '../../core/yaml/problem.ts'
import type { Entry, MapNode, SourceNode, Span } from '../../core/yaml/source-node.ts'
import { reconcile } from '../../core/yaml/splice/reconcile.ts'
import { EMPTY_LAYOUT, type Layout, type Point } from '../../model/layout.ts'

export interface LayoutRead {
  readonly layout: Layout
  readonly diagnostics: readonly Diagnostic[]
  /** Entries are element ids and flow refs. */
  readonly locate: Locate
}

/** Never throws; what cannot be read is left out with a diagnostic, and the model stays usable. */
export function readLayout(text: string, file?: string): LayoutRead {
  const { layout, problems, places } = layoutOf(openYaml(text))
  const lines = lineMapOf(text)
  const locate: Locate = (id) => {
    const place = places.get(id)
    return place && lines.range(place)
  }
  return { layout, diagnostics: diagnosticsOf(problems, lines, file), locate }
}

export function printLayout(layout: Layout): string {
  return printEntries(toTree(layout), { indent: 0 })
}

/** As `spliceModel`, for the layout file. */
export function spliceLayout(source: string, layout: Layout): string {
  const after = toTree(layout)
  return reconcile(source, (opened) =>
    opened.root ? { before: toTree(layoutOf(opened).layout), after } : null,
  )
}

function toTree(layout: Layout): TreeMap {
  const sorted = <T extends { id: string }>(items: readonly T[]) =>
    [...items].sort((a, b) => compareText(a.id, b.id))
  const routes = [...layout.routes].sort((a, b) => compareText(a.ref, b.ref))
  const boxOf = (box: Omit<Layout['boxes'][number], 'collapsed'>) => [
    ['page', box.page] as const,
    ...numbers({ x: box.x, y: box.y, width: box.width, height: box.height }),
  ]
  const elementOf = (box: Layout['boxes'][number]) => [...boxOf(box), ['collapsed', box.collapsed] as const]
  return attributes([
    ['version', 1],
    ['pages', collection(layout.pages.map((page) => [page.id, attributes([['title', page.title]], true)]))],
    ['elements', collection(sorted(layout.boxes).map((box) => [box.id, attributes(elementOf(box), true)]))],
    [
      'flows',
      collection(routes.map((route) => [route.ref, attributes([['points', points(route.points)]], true)])),
    ],
    [
      'notes',
      collection(
        sorted(layout.notes).map((note) => [
          note.id,
          attributes([...boxOf(note), ['text', note.text]], true),
        ]),
      ),
    ],
  ])
}

function numbers(
  members: Readonly<Record<string, number | undefined>>,
): (readonly [string, Tree | undefined])[] {
  return Object.entries(members).map(([key, value]) => [
    key,
    value === undefined ? undefined : Math.round(value),
  ])
}

function points(of: readonly Point[]): Tree | undefined {
  return values(of.map(({ x, y }): Tree => ({ kind: 'raw', text: `[${Math.round(x)}, ${Math.round(y)}]` })))
}

interface ReadLayout {
  readonly layout: Layout
  readonly problems: readonly Problem[]
  readonly places: ReadonlyMap<string, Span>
}

const known = new WeakMap<OpenedYaml, ReadLayout>()

/** Read once for each opened text: a save asks several times what its file says. */
function layoutOf(opened: OpenedYaml): ReadLayout {
  const found = known.get(opened) ?? readNodes(opened)
  known.set(opened, found)
  return found
}

function readNodes(opened: OpenedYaml): ReadLayout {
  const problems: Problem[] = [...opened.problems]
  const places = new Map<string, Span>()
  const root = opened.root
  if (root?.kind !== 'map') {
    if (root)
      problems.push(problem('The layout file must be a map of pages, elements, flows and notes.', root))
    return { layout: EMPTY_LAYOUT, problems, places }
  }
  const elements = (key: string): (readonly [Entry, MapNode])[] => {
    const map = root.byKey.get(key)?.value
    if (map?.kind !== 'map') return []
    return [...map.byKey.values()].flatMap((entry) => {
      if (entry.value.kind === 'map') {
        if (key !== 'pages' && key !== 'notes') places.set(entry.key, entry.keySpan)
        return [[entry, entry.value] as const]
      }
      problems.push(problem(`The place of "${entry.key}" must be a map such as {x: 0, y: 0}.`, entry.value))
      return []
    })
  }
  const placed = (key: string) =>
    elements(key).flatMap(([entry, node]) => {
      const [x, y] = [number(node, 'x'), number(node, 'y')]
      if (x === undefined || y === undefined) {
        problems.push(problem(`"${entry.key}" needs the numbers x and y.`, node))
        return []
      }
      const [width, height, page] = [number(node, 'width'), number(node, 'height'), text(node, 'page')]
      const place = {
        id: entry.key,
        x,
        y,
        ...(width === undefined ? {} : { width }),
        ...(height === undefined ? {} : { height }),
        ...(page === undefined ? {} : { page }),
      }
      return [{ place, node }]
    })
  return {
    problems,
    places,
    layout: {
      pages: elements('pages').map(([entry, node]) => ({
        id: entry.key,
        title: text(node, 'title') ?? entry.key,
      })),
      boxes: placed('elements').map(({ place, node }) =>
        flag(node, 'collapsed') ? { ...place, collapsed: true as const } : place,
      ),
      routes: elements('flows').map(([entry, node]) => ({
        ref: entry.key,
        points: pointsOf(node.byKey.get('points')?.value),
      })),
      notes: placed('notes').map(({ place, node }) => ({ ...place, text: text(node, 'text') ?? '' })),
    },
  }
}

function pointsOf(node: SourceNode | undefined): Point[] {
  if (node?.kind !== 'list') return []
  return node.items.flatMap(({ value }) => {
    const [x, y] = value.kind === 'list' ? value.items.map((item) => finite(item.value)) : []
    return x === undefined || y === undefined ? [] : [{ x, y }]
  })
}

function text(node: MapNode, key: string): string | undefined {
  const value = node.byKey.get(key)?.value
  return value?.kind === 'scalar' && value.type !== 'null' ? value.text : undefined
}

function flag(node: MapNode, key: string): boolean {
  const value = node.byKey.get(key)?.value
  return value?.kind === 'scalar' && value.text === 'true'
}

function number(node: MapNode, key: string): number | undefined {
  return finite(node.byKey.get(key)?.value)
}

function finite(node: SourceNode | undefined): number | undefined {
  const value = node?.kind === 'scalar' && node.type === 'number' ? Number(node.text) : Number.NaN
  return Number.isFinite(value) ? value : undefined
}

function problem(message: string, at: SourceNode): Problem {
  return { code: 'bad-layout', severity: 'warning', message, at: { start: at.start, end: at.end } }
}
