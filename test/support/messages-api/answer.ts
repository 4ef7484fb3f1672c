// What the scripted server says to one request when no test says otherwise.
import { withDefinitions } from './definitions.ts'
import { conformingTo, schemaIn, targetOf } from './from-schema.ts'
import { isObject, type Json, type MessagesApiOptions, objectsIn, type ScriptedReply } from './types.ts'

export interface Answered {
  /** The forced tool's name; undefined: the reply is text. */
  tool: string | undefined
  text: string
  stopReason: string
  usage: { input: number; output: number; cached: number }
}

export function answerTo(
  body: unknown,
  honours: MessagesApiOptions['honours'] = 'schema',
  scripted: ScriptedReply = {},
): Answered {
  const request = isObject(body) ? body : {}
  const tool = honours === 'nothing' ? undefined : forcedTool(request)
  const text = textOf(request, honours, tool, scripted)
  const { input = Math.ceil(JSON.stringify(request).length / 4), output, cached = 0 } = scripted.usage ?? {}
  return {
    tool: tool?.name,
    text,
    stopReason: scripted.stopReason ?? (tool ? 'tool_use' : 'end_turn'),
    usage: { input, output: output ?? Math.ceil(text.length / 4), cached },
  }
}

function textOf(
  request: Json,
  honours: MessagesApiOptions['honours'],
  tool: { schema: unknown } | undefined,
  scripted: ScriptedReply,
): string {
  if (scripted.text !== undefined) return scripted.text
  if (scripted.json !== undefined) return JSON.stringify(scripted.json)
  const texts = textsOf(request)
  const config = isObject(request.output_config) ? request.output_config.format : undefined
  const own = honours === 'schema' && isObject(config) ? config.schema : undefined
  const schema = withDefinitions(tool?.schema ?? own)
  if (schema !== undefined) return JSON.stringify(conformingTo(schema, targetOf(schema, texts)))
  const asked = withDefinitions(schemaIn(texts))
  const value = asked ? conformingTo(asked, targetOf(asked, texts)) : { answer: 'yes' }
  return `Here is what I found.\n\n\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\`\n`
}

function forcedTool(request: Json): { name: string; schema: unknown } | undefined {
  const choice = isObject(request.tool_choice) ? request.tool_choice : {}
  const tools = objectsIn(request.tools)
  const tool =
    choice.type === 'tool'
      ? tools.find(({ name }) => name === choice.name)
      : choice.type === 'any'
        ? tools[0]
        : undefined
  return tool && { name: String(tool.name), schema: tool.input_schema }
}

/** System text first, then the messages' in their order. */
function textsOf(request: Json): readonly string[] {
  const blocks = [request.system, ...objectsIn(request.messages).map(({ content }) => content)]
  return blocks.map((block) =>
    typeof block === 'string'
      ? block
      : objectsIn(block)
          .map(({ text }) => (typeof text === 'string' ? text : ''))
          .join('\n'),
  )
}

/** The reply as one JSON message of the API. */
export function messageOf({ tool, text, stopReason, usage }: Answered, model: unknown): Json {
  return {
    id: 'msg_scripted',
    type: 'message',
    role: 'assistant',
    model,
    content: [
      tool
        ? { type: 'tool_use', id: 'toolu_scripted', name: tool, input: JSON.parse(text) }
        : { type: 'text', text },
    ],
    stop_reason: stopReason,
    stop_sequence: null,
    usage: {
      input_tokens: usage.input,
      output_tokens: usage.output,
      cache_read_input_tokens: usage.cached,
      cache_creation_input_tokens: 0,
    },
  }
}
