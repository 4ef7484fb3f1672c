/** Keeps a window's menu and title in step with the page, and does what the window asks of it. */
import { parseEvent } from '../../../shared/protocol/rpc.ts'
import { client, desktop } from '../../platform/client.ts'
import { windowState } from '../../state/desktop.ts'
import { documentStore } from '../../state/document.ts'
import { beginSession, sessionStore } from '../../state/session.ts'
import { textStore } from '../../state/text.ts'
import { uiStore } from '../../state/ui.ts'
import { openArranged } from '../open.ts'
import { menuGroups, runFromMenu } from './menu.ts'

const PAUSE_MS = 60

/** Lives as long as the page; does nothing in a browser. Gives what ends it. */
export function connectDesktop(): () => void {
  if (!desktop) return () => {}
  desktop.listen(onMessage, () => {})
  const sendMenu = whenDifferent(
    () => ({ groups: menuGroups() }),
    (menu) => client.call('shell.menu', menu),
  )
  const sendState = whenDifferent(windowState, (state) => client.call('shell.state', state))
  let timer = 0
  // A hidden window draws no frames, and gets its menu all the same.
  const follow = () => {
    if (timer !== 0) return
    timer = window.setTimeout(() => {
      timer = 0
      sendMenu()
      sendState()
    }, PAUSE_MS)
  }
  const stops = [documentStore, uiStore, sessionStore, textStore].map((store) => store.subscribe(follow))
  const focus = new AbortController()
  for (const name of ['focusin', 'focusout']) window.addEventListener(name, follow, { signal: focus.signal })
  follow()
  return () => {
    for (const stop of stops) stop()
    focus.abort()
    window.clearTimeout(timer)
  }
}

function onMessage(message: unknown): void {
  const announced = parseEvent(message)
  if (announced?.event === 'shell.run') void runFromMenu(announced.data.action)
  if (announced?.event === 'shell.open-model') void openArranged(announced.data.path)
  if (announced?.event === 'shell.opened') {
    void beginSession().then((model) => (model === null ? undefined : openArranged(model)))
  }
}

/** Sends a value unless it is the one that was sent last; one that did not arrive is sent again. */
function whenDifferent<T>(read: () => T, send: (value: T) => Promise<unknown>): () => void {
  let sent = ''
  return () => {
    const value = read()
    const text = JSON.stringify(value)
    if (text === sent) return
    sent = text
    send(value).catch(() => {
      sent = ''
    })
  }
}
