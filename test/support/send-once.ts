// Probes a server and sends one body to it from a process whose environment and folder are a stranger's.
// node send-once.ts <settings folder> <key>
import { createLlmSettings } from '../../electron/backend/llm/connection/llm-settings.ts'
import { createProvider } from '../../electron/backend/llm/provider/create-provider.ts'

const [settingsFolder = '', key = ''] = process.argv.slice(2)
const { baseURL, model } = await createLlmSettings(settingsFolder).get()
const provider = createProvider({ baseURL, model, key })
const { signal } = new AbortController()
const { tier } = await provider.probe(signal)
const body = JSON.stringify({
  model,
  max_tokens: 9,
  messages: [{ role: 'user', content: 'Hello' }],
  stream: true,
})
const { stopReason } = await provider.send(body, signal)
console.log(JSON.stringify({ tier, stopReason, environment: process.env.ANTHROPIC_CUSTOM_HEADERS }))
