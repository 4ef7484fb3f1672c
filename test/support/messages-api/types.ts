// What a scripted Messages API sees and says.

export interface SeenRequest {
  method: string
  /** With its query. */
  path: string
  headers: Record<string, string>
  /** Exactly what came. */
  body: string
  /** The body parsed; undefined where it is not JSON. */
  json: unknown
}

/** All optional: what is absent is as the default reply has it. */
export interface ScriptedReply {
  /** The text of the reply, or the forced tool's input as JSON text. */
  text?: string
  /** As `text`, printed as JSON. */
  json?: unknown
  /** As the API names it: `end_turn`, `max_tokens`, `refusal`. */
  stopReason?: string
  usage?: { input?: number; output?: number; cached?: number }
  /** Answers with this status and `body` instead of a message. */
  status?: number
  headers?: Record<string, string>
  body?: string
  /** These bytes as the event stream, whatever they are. */
  events?: string
  /** Breaks the connection off after so many characters of the text. */
  cut?: number
  /** Sends text for ever. */
  endless?: boolean
  /** So many more bytes of text, in pieces. */
  padding?: number
  /** Milliseconds of silence before the first byte, besides the server's latency. */
  delay?: number
  /** Milliseconds of silence after the text has begun; Infinity: the rest never comes. */
  pause?: number
}

export interface MessagesApiOptions {
  /** `schema` honours forced tools as well; `nothing` answers in prose around a fenced block. */
  honours?: 'schema' | 'tool' | 'nothing'
  /** False: 404 on `count_tokens`. */
  countsTokens?: boolean
  /** Milliseconds before every answer. */
  latency?: number
  reply?: (request: SeenRequest) => ScriptedReply | undefined
  /** Where every request is sent on to, with `redirectStatus` (307). */
  redirectTo?: string
  redirectStatus?: number
  /** How often a batch is asked for before it has ended. */
  batchWaits?: number
}

export type Json = Record<string, unknown>

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Lists of objects only; whatever else is there is left out. */
export function objectsIn(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}
