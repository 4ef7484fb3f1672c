/** The one way to the process behind the window. */
import { createClient } from '../../shared/protocol/rpc.ts'
import { createDesktop, findBridge } from './electron.ts'
import { createWebPlatform } from './web.ts'

const bridge = findBridge()

/** The window's own abilities; null in a browser. */
export const desktop = bridge ? createDesktop(bridge) : null

const platform = desktop ?? createWebPlatform()

export const client = createClient(platform.transport)
/** Several may listen in the desktop; a browser's page has one. */
export const listen = platform.listen
