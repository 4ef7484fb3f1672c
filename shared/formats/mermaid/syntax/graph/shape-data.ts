/** What stands in `@{ }` after a node. */
import { parseYaml } from '../source/yaml.ts'
import { SHAPES } from './shapes.ts'

export interface ShapeData {
  readonly shape?: string
  readonly label?: string
  readonly isMarkdown: boolean
  readonly icon?: string
  readonly image?: string
}

/**
 * Without a new line it stands between braces already; with one it is YAML of its own lines. What is said of a
 * link or a subgraph must be YAML, and no more is asked of it.
 */
export function readShapeData(text: string, isNode: boolean): ShapeData | { readonly problem: string } {
  const parsed = parseYaml(text.includes('\n') ? `${text}\n` : `{\n${text}\n}`)
  if (parsed.problem !== undefined) return { problem: `What stands in @{ } is no YAML: ${parsed.problem}` }
  const { value } = parsed
  if (!isNode) return { isMarkdown: false }
  if (value === null) return { problem: 'Nothing stands in @{ }. Write a shape or a label, or take it out.' }
  if (typeof value !== 'object' || Array.isArray(value)) return { isMarkdown: false }
  const data = value as Readonly<Record<string, unknown>>
  const { shape, label, labelType, icon, img } = data
  const problem = problemOfShape(shape) ?? problemOfLabel(label, Boolean(icon || img))
  if (problem !== undefined) return { problem }
  return {
    ...(shape ? { shape: String(shape) } : {}),
    ...(label ? { label: String(label) } : {}),
    isMarkdown: labelType !== 'string' && labelType !== 'text',
    ...(icon ? { icon: String(icon) } : {}),
    ...(img ? { image: String(img) } : {}),
  }
}

function problemOfShape(shape: unknown): string | undefined {
  if (!shape || (typeof shape === 'string' && SHAPES.has(shape))) return undefined
  return `There is no shape "${String(shape)}". Shapes are lower-case words, such as rect, rounded, cyl or hex.`
}

function problemOfLabel(label: unknown, isPicture: boolean): string | undefined {
  if (!isPicture || label === undefined || label === null || typeof label === 'string') return undefined
  return 'The label beside an icon or image must be a text. Put it in double quotes.'
}
