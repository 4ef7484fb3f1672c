/** What only a window of the desktop can do: folders, the native menu, closing. Part of the contract. */
import { z } from 'zod'
import { FOREIGN_SHELL_METHODS } from './foreign.ts'

const MOST_ITEMS = 100
const MOST_GROUPS = 16
/** Longer than any path that a system takes. */
const MAX_PATH = 4096

/** Absolute, as the system writes it. */
const place = z.string().min(1).max(MAX_PATH)

const menuItemSchema = z.object({
  /** The page's action; choosing the item announces it with `shell.run`. */
  id: z.string().min(1).max(80),
  label: z.string().min(1).max(120),
  /** As an action writes it: `Mod+Shift+S`. The page listens for them; the menu only shows them. */
  keys: z.string().min(1).max(40).optional(),
  enabled: z.boolean(),
  /** Cut, copy and paste: the system's own command does it. */
  native: z.enum(['cut', 'copy', 'paste']).optional(),
})

const menuGroupSchema = z.object({
  id: z.string().min(1).max(40),
  label: z.string().min(1).max(60),
  items: z.array(menuItemSchema).max(MOST_ITEMS).readonly(),
})

const recentFolderSchema = z.object({ path: place, name: z.string(), exists: z.boolean() })

const nothing = z.object({})

export const SHELL_METHODS = {
  /** What this window shows: asked by a page that begins, and again after `shell.opened`. */
  'shell.start': {
    input: nothing,
    output: z.object({
      /** Absolute, for display only; null for a window without a folder. */
      folder: z.string().nullable(),
      /** A model of the folder to show at once; given once. */
      model: z.string().nullable(),
      /** Newest first. */
      recent: z.array(recentFolderSchema),
    }),
  },
  /** Null asks with the system's dialog; a path must be one of the recent folders. */
  'shell.open-folder': {
    input: z.object({ path: place.nullable() }),
    output: z.object({ opened: z.boolean() }),
  },
  /** Takes a folder off the recent ones. */
  'shell.forget-folder': { input: z.object({ path: place }), output: nothing },
  /** The page's part of the native menu, whole. */
  'shell.menu': {
    input: z.object({ groups: z.array(menuGroupSchema).max(MOST_GROUPS).readonly() }),
    output: nothing,
  },
  /** What the window's title says; `path` is the open model's. */
  'shell.state': {
    input: z.object({
      title: z.string().max(400),
      path: z.string().max(1024).nullable(),
      unsaved: z.boolean(),
    }),
    output: nothing,
  },
  /** Closes the window without asking; the page sends it after a save. */
  'shell.close': { input: nothing, output: nothing },
  ...FOREIGN_SHELL_METHODS,
  /** A folder or model that was dropped onto the window. Only the preload sends it: the page sees no path. */
  'shell.drop': { input: z.object({ path: place }), output: z.object({ opened: z.boolean() }) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export const SHELL_EVENTS = {
  /** A menu item was chosen: the id of an action. */
  'shell.run': z.object({ action: z.string() }),
  /** Show this model of the window's folder. */
  'shell.open-model': z.object({ path: z.string() }),
  /** The window was given its folder: begin anew with `shell.start`. */
  'shell.opened': nothing,
} as const satisfies Record<string, z.ZodType>

export type MenuGroup = z.infer<typeof menuGroupSchema>
export type MenuItem = z.infer<typeof menuItemSchema>
export type RecentFolder = z.infer<typeof recentFolderSchema>

/** What the preload script puts into the page as `window.fenceline`, and nothing else. */
export interface ShellBridge {
  /** Brings back a reply whatever happens; `shell.drop` is refused here. */
  call(method: string, input: unknown): Promise<unknown>
  /** Passes on every announcement; gives the function that ends it. */
  subscribe(listener: (message: unknown) => void): () => void
  /** Opens a folder or model that a person dropped; the reply is one of `shell.drop`. */
  openDropped(file: unknown): Promise<unknown>
}
