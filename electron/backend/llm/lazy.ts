/** The language model's part of a backend, loaded when it is first asked for: most sessions never do. */
import type { LlmHandlers } from '../../../shared/protocol/contract.ts'
import { LLM_METHODS } from '../../../shared/protocol/llm.ts'
import type { Llm, LlmOptions } from './handlers.ts'

type Name = keyof typeof LLM_METHODS

export function createLazyLlm(options: LlmOptions): Llm {
  let loading: Promise<Llm> | undefined
  let isClosed = false
  const load = () => {
    loading ??= import('./handlers.ts').then(({ createLlm }) => {
      const llm = createLlm(options)
      // Closed while it was loading.
      if (isClosed) void llm.close()
      return llm
    })
    return loading
  }
  const call = (name: Name) => async (input: never) => (await load()).handlers[name](input)
  const names = Object.keys(LLM_METHODS) as Name[]
  return {
    handlers: Object.fromEntries(names.map((name) => [name, call(name)])) as unknown as LlmHandlers,
    async close() {
      isClosed = true
      await loading?.then(
        (llm) => llm.close(),
        () => {},
      )
    },
  }
}
