/** A page of a hundred issues with bodies of 64 KB each stays below it. */
const MAX_BYTES = 16_000_000

/** The body as text. Throws when it is larger than any page of a tracker, before all of it is read. */
export async function readBody(response: Response): Promise<string> {
  if (!response.body) return ''
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > MAX_BYTES) throw new Error('the answer is too long')
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
