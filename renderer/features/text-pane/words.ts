import type { TextTab } from '../../../shared/text-editing/editing.ts'

/** What a tab's text is called. */
export const NAMES: Readonly<Record<TextTab, string>> = {
  dfd: 'plain-text DFD',
  mermaid: 'Mermaid',
  yaml: 'YAML',
}

/** For screen readers, when the editor gets the focus. */
export const KEYS_HELP =
  'Tab indents. Escape goes back to the canvas, from where Tab goes on. Control and Space complete a word.'

/** Shown in a model without anything in it. */
export const EXAMPLES: Readonly<Record<TextTab, string>> = {
  dfd: `External: Browser (untrusted)
-> [TLS, trust boundary 1] -> Process: API Gateway
-> Data store: Orders

Type your own over it: one line for each step.`,
  mermaid: `flowchart LR
  browser["Browser"]
  api(["API"])
  orders[("Orders")]
  browser -->|"TLS"| api
  api --> orders`,
  yaml: `technical_assets:
  browser:
    title: Browser
    type: external-entity`,
}
