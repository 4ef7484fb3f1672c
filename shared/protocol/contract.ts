/**
 * Everything the window may ask of the process behind it, and everything that process may announce.
 * Three transports carry it unchanged: Electron IPC, HTTP with WebSocket, and in-process for tests.
 * Paths are relative to the opened folder, with forward slashes.
 */
import { z } from 'zod'
import { deltaSchema } from '../core/delta/delta.ts'
import { diagnosticSchema } from '../core/diagnostics.ts'
import { configSchema } from '../model/config.ts'
import { layoutSchema } from '../model/layout.ts'
import { draftSchema, modelSchema, remarkSchema } from '../model/schema.ts'
import { FOREIGN_METHODS } from './foreign.ts'
import { HISTORY_METHODS } from './history.ts'
import { LLM_EVENTS, LLM_METHODS } from './llm.ts'
import { SHELL_EVENTS, SHELL_METHODS } from './shell.ts'
import { TICKET_EVENTS, TICKET_METHODS } from './tickets.ts'

const path = z.string().min(1).max(1024)
/** Characters of a model file; the readers refuse more. */
const MAX_TEXT = 8_000_000
/** SHA-256 of a file's bytes in hexadecimal; null where the file does not exist. */
const hash = z.string().nullable()
/** Of all files that belong to a model and whether they may be written: equal only when nothing differs. */
const filesHash = z.string()
/** One page's name for itself, the same after a reload. */
const windowId = z.string().regex(/^[\w-]{8,64}$/)

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark', 'contrast']),
  density: z.enum(['compact', 'detailed']),
  /** True: the wheel pans and pinch zooms; false: the wheel zooms. */
  wheelPans: z.boolean(),
  snapToGrid: z.boolean(),
  panels: z.object({
    left: z.boolean(),
    right: z.boolean(),
    bottom: z.boolean(),
    /** Pixels. */
    bottomHeight: z.number().min(80).max(2000),
    /** What the left panel shows: models and outline, or the model as text. */
    leftView: z.enum(['outline', 'text']),
    /** Pixels. */
    textWidth: z.number().min(280).max(2000),
  }),
  minimap: z.boolean(),
})

const modelEntrySchema = z.object({
  path,
  /** The model's title; its path where the file cannot be read. */
  title: z.string(),
  components: z.number(),
  flows: z.number(),
  crossings: z.number(),
  crossingsAnalysed: z.number(),
  risks: z.number(),
  /** True when the file has errors; it is listed and opens with its diagnostics. */
  broken: z.boolean(),
  /** Of the model file; tells a page where a model that it has open was moved to. */
  modelHash: hash,
})

const workspaceSchema = z.object({
  /** Absolute, for display only. */
  folder: z.string(),
  name: z.string(),
  /** The checked-out git branch; absent outside a repo. */
  branch: z.string().optional(),
  readOnly: z.boolean(),
  models: z.array(modelEntrySchema),
})

const derivedFormat = z.enum(['mermaid', 'markdown', 'dfd'])

const derivedFileSchema = z.object({
  path,
  format: derivedFormat,
  /** `differs`: edited by hand since it was written; a save leaves it alone unless told to overwrite. */
  state: z.enum(['absent', 'current', 'differs']),
})

export const documentSchema = z.object({
  model: modelSchema,
  layout: layoutSchema,
  drafts: z.array(draftSchema).readonly(),
  remarks: z.array(remarkSchema).readonly().exactOptional(),
  source: z.string().max(MAX_TEXT).exactOptional(),
})

/** What unsaved edits were made on. */
const baseSchema = z.object({
  base: documentSchema,
  /** The model file's text that `base` was read from. */
  source: z.string().max(MAX_TEXT).nullable(),
  modelHash: hash,
  layoutHash: hash,
})

const unsavedSchema = baseSchema.extend({ document: documentSchema })

export const recoverySchema = unsavedSchema.extend({
  window: windowId,
  /** When the edits were last kept, in milliseconds since 1970. */
  time: z.number(),
})

const openedModelSchema = z.object({
  path,
  /** Null when the file is not a readable model; `diagnostics` says why. */
  model: modelSchema.nullable(),
  layout: layoutSchema,
  drafts: z.array(draftSchema).readonly(),
  remarks: z.array(remarkSchema).readonly().exactOptional(),
  diagnostics: z.array(diagnosticSchema),
  config: configSchema,
  /** The model file's text; null where there is no file or it is not UTF-8. */
  source: z.string().nullable(),
  modelHash: hash,
  layoutHash: hash,
  filesHash,
  readOnly: z.boolean(),
  derived: z.array(derivedFileSchema),
  /** Edits that a window which is gone had not saved; never applied by itself. */
  recovery: recoverySchema.exactOptional(),
})

const savedModelSchema = z.object({
  /**
   * What the file now says, where that is more than was saved: an edit can make whole what dangled in
   * it. Null otherwise. Whoever saves next must start from it, or removes those lines.
   */
  model: modelSchema.nullable(),
  /** The model file's text now. */
  source: z.string().nullable(),
  modelHash: hash,
  layoutHash: hash,
  filesHash,
  /** Files whose bytes changed. */
  written: z.array(path),
  derived: z.array(derivedFileSchema),
  diagnostics: z.array(diagnosticSchema),
})

export const METHODS = {
  'app.info': {
    input: z.object({}),
    output: z.object({ version: z.string(), host: z.enum(['browser', 'desktop']), platform: z.string() }),
  },
  'settings.get': { input: z.object({}), output: settingsSchema },
  'settings.set': { input: settingsSchema.partial(), output: settingsSchema },
  'workspace.get': { input: z.object({}), output: workspaceSchema },
  /** `window` asks for unsaved edits to recover as well. */
  'model.open': { input: z.object({ path, window: windowId.optional() }), output: openedModelSchema },
  /** Whether a model that was opened before is the same still: by the hash of all its files, null where it is gone. */
  'model.look': {
    input: z.object({ path, window: windowId }),
    output: z.object({ filesHash: filesHash.nullable(), recovery: recoverySchema.exactOptional() }),
  },
  /** A file that is printed from the model at `path`, as it is on disk: no other file can be named. */
  'model.derived': {
    input: z.object({ path, format: derivedFormat }),
    output: z.object({
      path,
      /** Null where there is no file or it is not UTF-8. */
      text: z.string().nullable(),
      hash,
      /** Written before the model was: what differs may be what changed in the model since. */
      isOlder: z.boolean(),
    }),
  },
  /**
   * Writes a new model file; `exists` when there is one. Text is DFD, YAML or any readable format; a model is what
   * another tool's file was read as, and was shown.
   */
  'model.create': {
    input: z.object({
      path,
      from: z.union([
        z.object({ template: z.string() }),
        z.object({ text: z.string().max(MAX_TEXT) }),
        z.object({ model: modelSchema, layout: layoutSchema }),
      ]),
    }),
    output: openedModelSchema,
  },
  /** `conflict` when a file on disk is not the one that was opened; nothing is written then. */
  'model.save': {
    input: z.object({
      path,
      model: modelSchema,
      layout: layoutSchema,
      drafts: z.array(draftSchema),
      /** Absent: none wait. */
      remarks: z.array(remarkSchema).readonly().exactOptional(),
      /** Text that a person typed, to put the model into; null: the file as it is on disk. */
      source: z.string().max(MAX_TEXT).nullable(),
      modelHash: hash,
      layoutHash: hash,
      overwriteDerived: z.array(path),
    }),
    output: savedModelSchema,
  },
  /** The report of a document as PDF, in base64; the process prints only what it wrote itself. */
  'report.pdf': {
    input: z.object({ model: modelSchema, layout: layoutSchema, drafts: z.array(draftSchema) }),
    output: z.object({ pdf: z.string() }),
  },
  /**
   * Keeps a window's unsaved edits outside the folder, in place of those it kept before. What they were made on
   * goes once: where it is not known by its id, nothing is kept, and it has to be sent along.
   */
  'recovery.store': {
    input: z.object({
      path,
      window: windowId,
      baseId: z.string().max(64),
      base: baseSchema.exactOptional(),
      changes: deltaSchema.exactOptional(),
    }),
    output: z.object({ isKept: z.boolean() }),
  },
  'recovery.drop': { input: z.object({ path, window: windowId }), output: z.object({}) },
  /** Kept edits of models that are no longer in the folder. */
  'recovery.list': {
    input: z.object({}),
    output: z.array(z.object({ path, window: windowId, time: z.number() })),
  },
  /** Writes kept edits as the new model `to` and drops them; `exists` when there is one. */
  'recovery.restore': { input: z.object({ path, window: windowId, to: path }), output: openedModelSchema },
  ...FOREIGN_METHODS,
  ...HISTORY_METHODS,
  ...LLM_METHODS,
  ...TICKET_METHODS,
  ...SHELL_METHODS,
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export const EVENTS = {
  /** The list of models, the branch or a model's figures changed on disk. */
  'workspace.changed': workspaceSchema,
  /** A model's files changed on disk, whoever did it: a page knows its own save by the hash it holds. */
  'model.changed': z.object({ path, modelHash: hash, layoutHash: hash, filesHash }),
  /** The folder itself cannot be read; `workspace.changed` follows when it can again. */
  'workspace.lost': z.object({ message: z.string(), hint: z.string().optional() }),
  ...LLM_EVENTS,
  ...TICKET_EVENTS,
  ...SHELL_EVENTS,
} as const satisfies Record<string, z.ZodType>

export type MethodName = keyof typeof METHODS
export type MethodInput<M extends MethodName> = z.infer<(typeof METHODS)[M]['input']>
export type MethodOutput<M extends MethodName> = z.infer<(typeof METHODS)[M]['output']>
export type EventName = keyof typeof EVENTS
export type EventData<E extends EventName> = z.infer<(typeof EVENTS)[E]>

/** One function for each of these methods; a fault is thrown as an AppError. */
type HandlersOf<Name extends MethodName> = {
  readonly [M in Name]: (input: MethodInput<M>) => Promise<MethodOutput<M>>
}

/** What a host's window answers. */
export type ShellHandlers = HandlersOf<keyof typeof SHELL_METHODS>
/** What is answered with or without a folder. */
export type AppHandlers = HandlersOf<'app.info' | 'settings.get' | 'settings.set'>
/** Files of other tools in the opened folder. */
export type ForeignHandlers = HandlersOf<keyof typeof FOREIGN_METHODS>
/** What git knows of the opened folder's models. */
export type HistoryHandlers = HandlersOf<keyof typeof HISTORY_METHODS>
/** Drafting with a language model, for one opened folder. */
export type LlmHandlers = HandlersOf<keyof typeof LLM_METHODS>
/** Turning risks into tickets, for one opened folder. */
export type TicketHandlers = HandlersOf<keyof typeof TICKET_METHODS>
/** What needs an opened folder. */
export type FolderHandlers = Omit<Handlers, keyof ShellHandlers | keyof AppHandlers>
export type Handlers = HandlersOf<MethodName>

export type Settings = z.infer<typeof settingsSchema>
export type ModelEntry = z.infer<typeof modelEntrySchema>
export type Workspace = z.infer<typeof workspaceSchema>
export type DerivedFile = z.infer<typeof derivedFileSchema>
export type Unsaved = z.infer<typeof unsavedSchema>
export type Recovery = z.infer<typeof recoverySchema>
export type OpenedModel = z.infer<typeof openedModelSchema>
export type SavedModel = z.infer<typeof savedModelSchema>

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  density: 'detailed',
  wheelPans: true,
  snapToGrid: true,
  panels: { left: true, right: true, bottom: false, bottomHeight: 280, leftView: 'outline', textWidth: 420 },
  minimap: false,
}
