/** Where things are drawn. Nothing here changes what the model means. */
import { z } from 'zod'

const pointSchema = z.object({ x: z.number(), y: z.number() }).readonly()

/** Pixels at zoom 1; `x` and `y` are relative to the parent zone's top left corner (outside: the page's). */
const boxSchema = z
  .object({
    /** Component or zone id. */
    id: z.string(),
    x: z.number(),
    y: z.number(),
    /** Absent: the size that its title and technologies need. */
    width: z.number().optional(),
    height: z.number().optional(),
    /** Absent: the first page. */
    page: z.string().optional(),
    /** A zone that is drawn as one small box, with what is in it hidden; its size is that of the open zone. */
    collapsed: z.literal(true).optional(),
  })
  .readonly()

/** Points a person put a flow through, absolute on its page, in order from source to target. */
export const routeSchema = z.object({ ref: z.string(), points: z.array(pointSchema).readonly() }).readonly()

/** A remark on the canvas; it is not part of the model. */
export const canvasNoteSchema = z
  .object({
    id: z.string(),
    text: z.string(),
    x: z.number(),
    y: z.number(),
    width: z.number().optional(),
    height: z.number().optional(),
    page: z.string().optional(),
  })
  .readonly()

const pageSchema = z.object({ id: z.string(), title: z.string() }).readonly()

export const layoutSchema = z
  .object({
    /** Empty means one page without a name. */
    pages: z.array(pageSchema).readonly(),
    boxes: z.array(boxSchema).readonly(),
    routes: z.array(routeSchema).readonly(),
    notes: z.array(canvasNoteSchema).readonly(),
  })
  .readonly()

export type Point = z.infer<typeof pointSchema>
export type Box = z.infer<typeof boxSchema>
export type Route = z.infer<typeof routeSchema>
export type CanvasNote = z.infer<typeof canvasNoteSchema>
export type Page = z.infer<typeof pageSchema>
export type Layout = z.infer<typeof layoutSchema>

export const EMPTY_LAYOUT: Layout = { pages: [], boxes: [], routes: [], notes: [] }
