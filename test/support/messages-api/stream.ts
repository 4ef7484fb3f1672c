// The reply as server-sent events, with the faults that a test asks for.
import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Answered } from './answer.ts'
import type { ScriptedReply } from './types.ts'

const PIECE = 400
const FILLER = 'and so on '.repeat(6_000)

export async function streamAnswer(
  response: ServerResponse,
  answer: Answered,
  scripted: ScriptedReply,
  model: unknown,
): Promise<void> {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', ...scripted.headers })
  if (scripted.events !== undefined) {
    response.end(scripted.events)
    return
  }
  const say = (type: string, rest: object) => write(response, event(type, { type, ...rest }))
  const usage = { input_tokens: answer.usage.input, cache_read_input_tokens: answer.usage.cached }
  const message = { id: 'msg_scripted', type: 'message', role: 'assistant', model, content: [] }
  await say('message_start', {
    message: { ...message, stop_reason: null, stop_sequence: null, usage: { ...usage, output_tokens: 1 } },
  })
  const block = answer.tool
    ? { type: 'tool_use', id: 'toolu_scripted', name: answer.tool, input: {} }
    : { type: 'text', text: '' }
  await say('content_block_start', { index: 0, content_block: block })
  const tell = (text: string) =>
    say('content_block_delta', {
      index: 0,
      delta: answer.tool ? { type: 'input_json_delta', partial_json: text } : { type: 'text_delta', text },
    })
  const text = answer.text.slice(0, scripted.cut)
  for (let at = 0; at < text.length; at += PIECE) await tell(text.slice(at, at + PIECE))
  if (scripted.pause === Number.POSITIVE_INFINITY) return
  if (scripted.pause) await wait(scripted.pause)
  if (scripted.cut !== undefined) {
    // What was written is on its way first: a connection that breaks before an answer is another fault.
    await wait(20)
    response.destroy()
    return
  }
  const padding = scripted.endless ? Number.POSITIVE_INFINITY : (scripted.padding ?? 0)
  for (let sent = 0; sent < padding && !response.destroyed; sent += FILLER.length) await tell(FILLER)
  await say('content_block_stop', { index: 0 })
  await say('message_delta', {
    delta: { stop_reason: answer.stopReason, stop_sequence: null },
    usage: { output_tokens: answer.usage.output },
  })
  await say('message_stop', {})
  response.end()
}

function event(type: string, data: object): string {
  return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`
}

/** Waits while the other side does not read, and gives up when it is gone. */
async function write(response: ServerResponse, text: string): Promise<void> {
  if (response.destroyed || response.write(text)) return
  await new Promise<void>((resolve) => {
    const done = () => {
      response.off('drain', done)
      response.off('close', done)
      resolve()
    }
    response.on('drain', done)
    response.on('close', done)
  })
}
