// The real flowchart parser of the installed Mermaid, without a browser: what it makes of a text.
import DOMPurify from 'dompurify'

export interface MermaidGraph {
  readonly vertices: ReadonlyMap<string, { readonly text: string; readonly type: string }>
  readonly edges: readonly {
    readonly start: string
    readonly end: string
    readonly text: string
    readonly type: string
  }[]
  readonly subgraphs: readonly {
    readonly id: string
    readonly title: string
    readonly nodes: readonly string[]
  }[]
}

/** What Mermaid makes of a flowchart, in the words of our own parser. */
export interface JudgedFlowchart {
  readonly direction: string
  readonly vertices: readonly {
    readonly id: string
    readonly label: string
    readonly shape: string
    readonly icon: string
    readonly image: string
    readonly classes: readonly string[]
    readonly subgraph: string | null
  }[]
  readonly edges: readonly {
    readonly id: string
    readonly from: string
    readonly to: string
    readonly label: string
    readonly arrow: string
    readonly stroke: string
  }[]
  readonly subgraphs: readonly {
    readonly id: string
    readonly title: string
    readonly classes: readonly string[]
    readonly parent: string | null
  }[]
  /** Subgraphs that name each other inside: Mermaid reads them and cannot draw them. */
  readonly circular: ReadonlySet<string>
}

interface Database {
  getDirection(): string
  getVertices(): ReadonlyMap<
    string,
    { id: string; text?: unknown; type?: string; icon?: unknown; img?: unknown; classes: string[] }
  >
  getEdges(): {
    id: string
    start: string
    end: string
    text: string
    type: string
    stroke: string
    isUserDefinedId: boolean
  }[]
  getSubGraphs(): { id: string; title: string; nodes: string[]; classes: string[] }[]
}

/** Mermaid sanitises labels with DOMPurify, which has no methods where there is no DOM. */
async function loadMermaid() {
  Object.assign(DOMPurify, { addHook: () => {}, removeHook: () => {}, sanitize: (text: string) => text })
  const { default: mermaid } = await import('mermaid')
  mermaid.initialize({
    startOnLoad: false,
    maxTextSize: 100_000_000,
    maxEdges: 1_000_000,
    suppressErrorRendering: true,
    logLevel: 'fatal',
  })
  // Registers its diagrams, which only `parse` and `render` do.
  await mermaid.parse('flowchart LR')
  return mermaid
}

const loaded = loadMermaid()

/** Unless somebody raises it. */
const MAX_EDGES = 500

/** Throws where Mermaid refuses the text; it takes out frontmatter, directives and comments itself. */
async function databaseOf(text: string): Promise<Database> {
  const mermaid = await loaded
  const { type, db } = await mermaid.mermaidAPI.getDiagramFromText(text)
  if (!type.startsWith('flowchart')) throw new Error(`Not a flowchart but ${type}`)
  return db as unknown as Database
}

/** Hosts set no limits of their own, so that what we write must keep to Mermaid's. */
async function databaseWithinLimits(text: string): Promise<Database> {
  const flow = await databaseOf(text)
  if (flow.getEdges().length > MAX_EDGES) throw new Error(`More than ${MAX_EDGES} edges`)
  return flow
}

/** Whether Mermaid takes the text at all. */
export async function isTakenByMermaid(text: string): Promise<boolean> {
  return databaseWithinLimits(text).then(
    () => true,
    () => false,
  )
}

/** Throws where Mermaid refuses the text. Labels are decoded as a browser would show them. */
export async function readWithMermaid(text: string): Promise<MermaidGraph> {
  const flow = await databaseWithinLimits(text)
  return {
    vertices: new Map(
      [...flow.getVertices()].map(([id, { text: label, type }]) => [
        id,
        { text: decode(String(label ?? '')), type: type ?? '' },
      ]),
    ),
    edges: flow
      .getEdges()
      .map(({ start, end, text: label, type }) => ({ start, end, text: decode(label), type })),
    subgraphs: flow
      .getSubGraphs()
      .map(({ id, title, nodes }) => ({ id, title: decode(title), nodes: [...nodes] })),
  }
}

/** The reason where Mermaid refuses the text. */
export async function judgeFlowchart(text: string): Promise<JudgedFlowchart | { readonly refusal: string }> {
  let flow: Database
  try {
    flow = await databaseOf(text)
  } catch (error) {
    return { refusal: error instanceof Error ? error.message : String(error) }
  }
  const groups = flow.getSubGraphs()
  const ids = new Set(groups.map(({ id }) => id))
  const owners = new Map<string, string>()
  for (const { id, nodes } of groups) {
    for (const node of nodes) if (!owners.has(node)) owners.set(node, id)
  }
  const withoutClickable = (classes: readonly string[]) => classes.filter((name) => name !== 'clickable')
  return {
    direction: flow.getDirection(),
    vertices: [...flow.getVertices().values()]
      .filter(({ id }) => !ids.has(id))
      .map(({ id, text: label, type, icon, img, classes }) => ({
        id,
        label: shownText(String(label ?? '')),
        shape: type ?? '',
        icon: icon ? String(icon) : '',
        image: img ? String(img) : '',
        classes: withoutClickable(classes),
        subgraph: owners.get(id) ?? null,
      })),
    edges: flow.getEdges().map(({ id, isUserDefinedId, start, end, text: label, type, stroke }) => ({
      id: isUserDefinedId ? id : '',
      from: start,
      to: end,
      label: shownText(label),
      // Halves that disagree are drawn as a plain arrow.
      arrow: type === 'INVALID' ? 'arrow_point' : type,
      stroke: stroke === 'INVALID' ? 'normal' : stroke,
    })),
    subgraphs: groups.map(({ id, title, classes }) => ({
      id,
      title: shownText(title),
      classes: withoutClickable(classes),
      parent: owners.get(id) ?? null,
    })),
    circular: new Set([...ids].filter((id) => isCircular(id, owners))),
  }
}

function isCircular(id: string, owners: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>()
  for (let up = owners.get(id); up !== undefined && !seen.has(up); up = owners.get(up)) {
    if (up === id) return true
    seen.add(up)
  }
  return false
}

/** Mermaid keeps entities as placeholders until it draws. */
function decode(label: string): string {
  return placeholders(label)
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)))
}

function placeholders(label: string): string {
  return label.replaceAll('ﬂ°°', '&#').replaceAll('ﬂ°', '&').replaceAll('¶ß', ';')
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' }

/** Tags gone and entities decoded once; what space and Markdown's marks are in the picture is not its question. */
function shownText(label: string): string {
  return placeholders(label)
    .replace(/\\n/g, ' ')
    .replace(/<(?:\/?[a-z]|!|\?|\/(?=.))[^>]*>/gi, ' ')
    .replace(/&(?:#(\d+)|([a-z]+));/g, (whole, code: string | undefined, name: string) =>
      code === undefined ? (NAMED[name] ?? whole) : String.fromCodePoint(Number(code)),
    )
}
