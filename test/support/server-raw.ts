// Requests as bytes on a socket: a client library would tidy up exactly what these tests send.
import { connect } from 'node:net'

export interface RawAnswer {
  /** 0 when the connection ended without an answer. */
  status: number
  head: string
  body: string
}

const PATIENCE_MS = 10_000

/** Sends bytes to the loopback port and reads until the other side closes. */
export function sendRaw(port: number, bytes: string | Buffer, host = '127.0.0.1'): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host)
    let text = ''
    const late = setTimeout(() => socket.destroy(new Error('no end of the answer')), PATIENCE_MS)
    socket.on('data', (data) => {
      text += data.toString('latin1')
    })
    // A refused body is cut off while it is being sent: what was answered before counts.
    socket.on('error', (error) => (text ? undefined : reject(error)))
    socket.on('close', () => {
      clearTimeout(late)
      const [head = '', ...body] = text.split('\r\n\r\n')
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0), head, body: body.join('\r\n\r\n') })
    })
    socket.write(bytes)
  })
}

/** A request with exactly these header lines; `Connection: close` is added. */
export function requestText(start: string, headers: readonly string[], body = ''): string {
  return [start, ...headers, 'Connection: close', '', body].join('\r\n')
}

/** Headers of the page itself posting JSON; `replaced` changes single ones, null leaves one out. */
export function pagePost(
  port: number,
  body: string,
  replaced: Readonly<Record<string, string | null>> = {},
): readonly string[] {
  const headers: Record<string, string | null> = {
    Host: `127.0.0.1:${port}`,
    Origin: `http://127.0.0.1:${port}`,
    'Content-Type': 'application/json',
    'Sec-Fetch-Site': 'same-origin',
    'Content-Length': String(Buffer.byteLength(body)),
    ...replaced,
  }
  return Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]))
}
