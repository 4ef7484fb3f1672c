/**
 * The stream of announcements: begun anew whenever it ends, or says nothing for longer than it should, as one does
 * whose far end is gone without a word.
 */

const FIRST_RETRY = 400
const LAST_RETRY = 4000
/** The host says every 30 s that it is there. */
const LONGEST_SILENCE = 75_000
/** A new socket is greeted at once, or there is nobody. */
const LONGEST_GREETING = 15_000
/** The host closes a socket with this code when it does not know the token. */
const POLICY_VIOLATION = 1008

export interface Stream {
  /** What the host wants to hear first; null where there is nothing to say. */
  readonly token: () => Promise<string | null>
  readonly open: () => WebSocket
  readonly onMessage: (text: string) => void
  readonly onConnected: () => void
  /** Nothing answers, or not any more; it is tried again. */
  readonly onLost: () => void
  /** Something answers and does not know this tab; it is not tried again. */
  readonly onRefused: () => void
}

/** Starts it; it lives as long as the page. Gives what begins it anew, with another token. */
export function follow({ token, open, onMessage, onConnected, onLost, onRefused }: Stream): () => void {
  let wait = FIRST_RETRY
  let timer: ReturnType<typeof setTimeout> | undefined
  const connect = async () => {
    clearTimeout(timer)
    const secret = await token()
    if (secret === null) return onRefused()
    const socket = open()
    let isKnown = false
    let silence: ReturnType<typeof setTimeout> | undefined
    const leave = () => {
      clearTimeout(silence)
      socket.onmessage = null
      socket.onclose = null
    }
    const retry = () => {
      leave()
      socket.close()
      // A first drop may be a sleeping laptop; only a failed second try is worth a word.
      if (!isKnown) onLost()
      timer = setTimeout(() => void connect(), wait)
      wait = Math.min(wait * 2, LAST_RETRY)
    }
    const hear = () => {
      clearTimeout(silence)
      silence = setTimeout(retry, isKnown ? LONGEST_SILENCE : LONGEST_GREETING)
    }
    hear()
    socket.onopen = () => socket.send(JSON.stringify({ token: secret }))
    socket.onmessage = ({ data }) => {
      if (!isKnown) onConnected()
      isKnown = true
      hear()
      wait = FIRST_RETRY
      onMessage(String(data))
    }
    socket.onclose = ({ code }) => {
      if (code !== POLICY_VIOLATION) return retry()
      leave()
      onRefused()
    }
  }
  void connect()
  return () => void connect()
}
