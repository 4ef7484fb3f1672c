/** The one way to the process behind the window. */
import { createClient } from '../../shared/protocol/rpc.ts'
import { createWebPlatform } from './web.ts'

const platform = createWebPlatform()

export const client = createClient(platform.transport)
export const listen = platform.listen
