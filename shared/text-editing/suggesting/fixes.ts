/** Quick fixes: what a diagnostic's message asks for, done to the text. */
import type { Diagnostic } from '../../core/diagnostics.ts'
import type { Model } from '../../model/schema.ts'
import { fixDfd } from '../dfd/fixes.ts'
import { fixMermaid } from '../mermaid/fixes.ts'
import type { TextTab } from '../shown.ts'
import { fixYaml } from '../yaml/fixes.ts'
import { type Broken, brokenAt, type Fix } from './fix.ts'

export type { Fix } from './fix.ts'

const FIXERS: Readonly<Record<TextTab, (broken: Broken) => readonly Fix[]>> = {
  dfd: fixDfd,
  mermaid: fixMermaid,
  yaml: fixYaml,
}

/** The best first; empty where nothing simple mends it. The diagnostic must be one of this text. */
export function findFixes(tab: TextTab, text: string, diagnostic: Diagnostic, model: Model): readonly Fix[] {
  const broken = brokenAt(text, diagnostic, model)
  return broken ? FIXERS[tab](broken) : []
}
