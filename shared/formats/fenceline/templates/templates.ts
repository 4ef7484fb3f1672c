import { MARKED_END, MARKED_START } from '../model/end-marker.ts'
import { LLM_AGENT } from './llm-agent.ts'
import { MOBILE } from './mobile.ts'
import { ORDERS } from './orders.ts'
import { WEB } from './web.ts'

export interface Template {
  readonly id: 'orders' | 'web' | 'mobile' | 'llm-agent' | 'blank'
  readonly title: string
  readonly description: string
  /** A whole model file. */
  readonly text: string
}

/** First models for `init` and the start screen, the worked example first. */
export const TEMPLATES: readonly Template[] = [
  {
    id: 'orders',
    title: 'Orders Platform',
    description: 'The worked example: a browser, a gateway, a service, its stores and a payment provider',
    text: ORDERS,
  },
  {
    id: 'web',
    title: 'Web application',
    description: 'Public and private subnets, a worker, uploads, an admin console',
    text: WEB,
  },
  {
    id: 'mobile',
    title: 'Mobile app',
    description: 'A device, its backend, sign-in and push messages',
    text: MOBILE,
  },
  {
    id: 'llm-agent',
    title: 'LLM agent',
    description: 'An agent with tools, memory and a vector store, and a model of a third party',
    text: LLM_AGENT,
  },
  {
    id: 'blank',
    title: 'Blank',
    description: 'A title and nothing else',
    text: `${MARKED_START}title: Threat model\n${MARKED_END}`,
  },
]
