/** What `risk_tracking` says became of the risks that a person found, and of those that Threagile's rules find. */
import type { MapNode, Span } from '../../../../core/yaml/source-node.ts'

export interface Tracking {
  /** An id, or a pattern of one: `*` stands for any part. */
  readonly key: string
  readonly place: Span
  readonly node: MapNode
}

interface Pattern {
  readonly tracking: Tracking
  /** Each part as what stands around its `*`; one piece alone has none. */
  readonly parts: readonly (readonly string[])[]
}

/** More patterns than this are nobody's, and each is compared with each risk. */
const MAX_PATTERNS = 300

const indexes = new WeakMap<MapNode, TrackingIndex>()

/** Of one file; made once, though reading and writing all ask for it. */
export function trackingIn(root: MapNode | null): TrackingIndex {
  if (!root) return new TrackingIndex([])
  const index = indexes.get(root) ?? new TrackingIndex(listTracking(root))
  indexes.set(root, index)
  return index
}

function listTracking(root: MapNode): readonly Tracking[] {
  const map = root.byKey.get('risk_tracking')?.value
  return (map?.kind === 'map' ? [...map.byKey.values()] : []).flatMap(({ key, keySpan, value }) =>
    value.kind === 'map' ? [{ key, place: keySpan, node: value }] : [],
  )
}

export class TrackingIndex {
  /** In the order of the file. */
  readonly all: readonly Tracking[]
  readonly exact: ReadonlyMap<string, Tracking>
  private readonly patterns: readonly Pattern[]
  private readonly fitting = new Map<string, readonly Tracking[]>()

  constructor(all: readonly Tracking[]) {
    this.all = all
    this.exact = new Map(all.map((tracking) => [tracking.key, tracking]))
    this.patterns = all
      .filter(({ key }) => key.includes('*'))
      .slice(0, MAX_PATTERNS)
      .map((tracking) => ({ tracking, parts: tracking.key.split('@').map((part) => part.split('*')) }))
  }

  /** What tracks a risk: the entry of its id, else the first pattern that it fits. */
  of(synthetic: string): Tracking | undefined {
    return this.exact.get(synthetic) ?? this.patternsOf(synthetic)[0]
  }

  /** All patterns that a risk fits. */
  patternsOf(synthetic: string): readonly Tracking[] {
    if (this.patterns.length === 0) return []
    const known = this.fitting.get(synthetic)
    if (known) return known
    const id = synthetic.split('@')
    const fitting = this.patterns.filter(({ parts }) => fits(parts, id)).map(({ tracking }) => tracking)
    this.fitting.set(synthetic, fitting)
    return fitting
  }
}

function fits(parts: Pattern['parts'], id: readonly string[]): boolean {
  if (parts.length !== id.length) return false
  for (let at = 0; at < parts.length; at += 1) if (!fitsPart(parts[at] ?? [], id[at] ?? '')) return false
  return true
}

/** A `*` between two pieces stands for one character or more. */
function fitsPart(pieces: readonly string[], part: string): boolean {
  const last = pieces.length - 1
  const first = pieces[0] ?? ''
  if (last <= 0) return first === part
  if (!part.startsWith(first)) return false
  let at = first.length
  for (let index = 1; index <= last; index += 1) {
    const piece = pieces[index] ?? ''
    const found = index === last ? part.length - piece.length : part.indexOf(piece, at + 1)
    if (found < at + 1 || !part.startsWith(piece, found)) return false
    at = found + piece.length
  }
  return true
}
