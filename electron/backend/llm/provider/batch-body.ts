/** A request as a batch carries it: a batch does not stream, so what asks for it is left out. */
import { z } from 'zod'

/** The exact bytes of the entry's `params`. */
export function batchBody(body: string): string {
  const { stream: _, ...params } = z.record(z.string(), z.unknown()).parse(JSON.parse(body))
  return JSON.stringify(params)
}
