import { printMermaid } from '../../formats/mermaid/write.ts'
import type { Model } from '../../model/schema.ts'

export function* rewrites(_text: string, _before: Model, after: Model): Generator<string> {
  yield printMermaid(after)
}
