// The scripted server in a process of its own, so that its work is not counted as Fenceline's. Run by the bench.
import { startMessagesApi } from './messages-api.ts'

const { url } = await startMessagesApi({ latency: Number(process.argv[2]) })
process.stdout.write(`${url}\n`)
