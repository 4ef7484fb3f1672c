/** What stands on a flow, and where it hides nothing. */
import type { Rect } from '../geometry.ts'
import type { Point } from '../layout.ts'
import type { Flow } from '../schema.ts'
import { encryptionOf } from '../technology.ts'
import { widestGap } from './crossing-spots.ts'
import { lengthOf, type Path, spotAt } from './paths.ts'

export const LABEL_HEIGHT = 20
const LONGEST = 30
const MARK = 14

export interface FlowLabel {
  readonly text: string
  readonly lock: 'encrypted' | 'plain' | null
  /** Pixels, padding included. */
  readonly width: number
}

/** Protocol and lock, with the flow's title where there is room for details; null when there is nothing to say. */
export function labelOf(flow: Flow, density: 'compact' | 'detailed'): FlowLabel | null {
  const encryption = encryptionOf(flow)
  const lock = encryption === 'encrypted' || encryption === 'plain' ? encryption : null
  const protocol = shortProtocol(flow.protocol, lock)
  const words = density === 'detailed' ? [flow.title, protocol] : [protocol ?? flow.title]
  const text = shorten(words.filter(Boolean).join(' · '))
  if (!text && !lock) return null
  const extra = lock === 'plain' ? 94 : lock ? 16 : 0
  return { text, lock, width: Math.ceil(text.length * 6.3 + 16 + extra) }
}

/** Threagile's long words without what every reader knows and the lock already says. */
function shortProtocol(protocol: string | undefined, lock: FlowLabel['lock']): string | undefined {
  const short = protocol?.replace(/-access-protocol|-web-protocol/g, '')
  return lock === 'encrypted' ? short?.replace(/-encrypted$/, '') : short
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1).trimEnd()}…` : text
}

/** How far along its flow a label may stand where the usual places are taken. */
const FAR_PARTS = [0.12, 0.88] as const

/**
 * Where a label may stand on its flow, the best first: the middle of the widest gap between marks, near it, beside it.
 */
export function labelPlaces(path: Path, marks: readonly number[], width: number): readonly Point[] {
  const length = lengthOf(path)
  const gap = widestGap(length, marks)
  const middle = spotAt(path, (gap.start + gap.end) / 2)
  const isLevel = Math.abs(Math.cos(middle.angle)) > 0.5
  const room = gap.end - gap.start - (marks.length > 0 ? MARK * 2 : MARK)
  const places: Point[] = []
  const by = LABEL_HEIGHT / 2 + 8
  const aside = width / 2 + 8
  const above = ({ x, y }: Point): Point[] => [
    { x, y: y - by },
    { x, y: y + by },
  ]
  const isTight = isLevel && room < width
  if (isTight && marks.length > 0) places.push(...above(middle.at))
  const onGap = (part: number) => spotAt(path, gap.start + (gap.end - gap.start) * part).at
  for (const part of [0.5, 0.38, 0.62, 0.26, 0.74]) places.push(onGap(part))
  for (const part of [0.5, 0.3, 0.7]) places.push(...above(spotAt(path, length * part).at))
  for (const part of FAR_PARTS) places.push(onGap(part))
  for (const part of [0.5, 0.3, 0.7]) {
    const { at, angle } = spotAt(path, length * part)
    if (Math.abs(Math.cos(angle)) < 0.7)
      places.push({ x: at.x + aside, y: at.y }, { x: at.x - aside, y: at.y })
  }
  return places
}

export function labelRect(at: Point, width: number): Rect {
  return {
    x: at.x - width / 2 - 2,
    y: at.y - LABEL_HEIGHT / 2 - 2,
    width: width + 4,
    height: LABEL_HEIGHT + 4,
  }
}
