/** The `%% fenceline` lines: what labels and node ids cannot say. A hand-made or broken one is told and left out. */
import { z } from 'zod'
import type { FlowComment } from '../syntax/flowchart.ts'

/** Whatever people's files hold, a ref is taken apart at its first `>` and a boundary's starts with its word. */
const id = z.string().regex(/^(?!boundary:)[^>\p{Cc}]+$/u)
const componentSchema = z.object({
  node: z.string(),
  id,
  title: z.string(),
  note: z.string().exactOptional(),
})
const zoneSchema = z.object({ node: z.string(), id, title: z.string() })
const flowSchema = z.object({
  ref: z.string().regex(/^[^>\p{Cc}]+>[^>\p{Cc}]+$/u),
  to: id,
  nth: z.number().int().min(1).default(1),
  title: z.string(),
  protocol: z.string().exactOptional(),
})
const lineSchema = z.object({ id, title: z.string(), flows: z.array(z.string()) })

interface Said<T> {
  readonly value: T
  readonly comment: FlowComment
}
export type SaidComponent = Said<z.infer<typeof componentSchema>>
export type SaidZone = Said<z.infer<typeof zoneSchema>>
export type SaidFlow = Said<z.infer<typeof flowSchema>>
type SaidLine = Said<z.infer<typeof lineSchema>>

export interface Comments {
  readonly title: Said<string> | undefined
  /** By Mermaid id. */
  readonly components: ReadonlyMap<string, SaidComponent>
  readonly zones: ReadonlyMap<string, SaidZone>
  readonly flows: readonly SaidFlow[]
  readonly lines: readonly SaidLine[]
  readonly notes: readonly Said<string>[]
  /** What of a large model the diagram is. */
  readonly extent: 'whole' | 'overview' | 'part'
  /** True where any line is Fenceline's. */
  readonly isOurs: boolean
  /** Comments that are not Fenceline's. */
  readonly others: readonly FlowComment[]
}

const MARK = /^fenceline(?:\s+(\S+)(?:\s+([\s\S]*))?)?$/u

/** `report` gets each line that is Fenceline's but cannot be used, with what is wrong. */
export function readComments(
  comments: readonly FlowComment[],
  report: (comment: FlowComment, message: string) => void,
): Comments {
  const components = new Map<string, SaidComponent>()
  const zones = new Map<string, SaidZone>()
  const flows: SaidFlow[] = []
  const lines: SaidLine[] = []
  const notes: Said<string>[] = []
  const others: FlowComment[] = []
  const ids = new Set<string>()
  const refs = new Set<string>()
  let title: Said<string> | undefined
  let extent: Comments['extent'] = 'whole'
  let isOurs = false

  const isFree = (taken: Set<string>, name: string, comment: FlowComment): boolean => {
    if (!taken.has(name)) {
      taken.add(name)
      return true
    }
    report(comment, `The id "${shorten(name)}" is given twice in %% fenceline lines. Give this one another.`)
    return false
  }
  for (const comment of comments) {
    const [, word, json = ''] = MARK.exec(comment.text) ?? []
    if (word === undefined) {
      others.push(comment)
      continue
    }
    isOurs = true
    if (word === 'overview' || word === 'part') {
      extent = word
      continue
    }
    const take = <T>(schema: z.ZodType<T>): Said<T> | undefined => {
      const read = schema.safeParse(parseJson(json))
      if (read.success) return { value: read.data, comment }
      report(
        comment,
        `This "%% fenceline ${word}" line is not as Fenceline writes it and is left out. Mend it or delete it.`,
      )
      return undefined
    }
    if (word === 'component') {
      const said = take(componentSchema)
      if (said && isFree(ids, said.value.id, comment)) components.set(said.value.node, said)
    } else if (word === 'zone') {
      const said = take(zoneSchema)
      if (said && isFree(ids, said.value.id, comment)) zones.set(said.value.node, said)
    } else if (word === 'flow') {
      const said = take(flowSchema)
      if (said && isFree(refs, said.value.ref, comment)) flows.push(said)
    } else if (word === 'line') {
      const said = take(lineSchema)
      if (said && isFree(ids, said.value.id, comment)) lines.push(said)
    } else if (word === 'note') {
      const said = take(z.string())
      if (said) notes.push(said)
    } else if (word === 'title') {
      title = take(z.string()) ?? title
    } else {
      report(comment, `There is no "%% fenceline ${shorten(word)}" line; it is left out.`)
    }
  }
  return { title, components, zones, flows, lines, notes, extent, isOurs, others }
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

export function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`
}
