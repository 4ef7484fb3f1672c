/** Writes a model as an Open Threat Model (OTM) 0.2. */
import type { Diagnostic } from '../../core/diagnostics.ts'
import { editJson } from '../../core/json/edit.ts'
import { editYaml } from '../../core/yaml/edit.ts'
import { slug } from '../../model/ids.ts'
import type { Layout } from '../../model/layout.ts'
import type { Model } from '../../model/schema.ts'
import type { WriteForeign, WriteResult } from '../format.ts'
import { Reporting } from '../reporting.ts'
import { SECTIONS } from './file/file.ts'
import { looksLikeJson, type OpenedOtm } from './file/open.ts'
import { mapOtm } from './read.ts'
import { lossesOf } from './writing/losses.ts'
import { planSections } from './writing/plan.ts'

// Who writes over a file reads it, too.
export { readOtm } from './read.ts'

const UNUSED: Diagnostic = {
  code: 'otm-base-unused',
  severity: 'warning',
  message: 'The file that the model came from cannot be read any more, so what only it held is left out.',
  about: 'lost',
}

/**
 * As JSON, which is YAML too and so may have either name; over a base in the base's syntax, with what a model
 * cannot hold as it stands there.
 */
export const writeOtm: WriteForeign = (model, layout, base): WriteResult => {
  const losses = lossesOf(model, layout)
  if (base !== undefined) {
    const text = splice(model, layout, base)
    if (text !== undefined) return { text, diagnostics: losses }
  }
  const syntax = base === undefined || looksLikeJson(base) ? 'json' : 'yaml'
  const text = splice(model, layout, emptyFile(model, syntax)) ?? ''
  return { text, diagnostics: base === undefined ? losses : [UNUSED, ...losses] }
}

/** Undefined for a text that is no model, or that is written in a way that no edit fits. */
function splice(model: Model, layout: Layout, base: string): string | undefined {
  const { opened, mapped } = mapOtm(base, new Reporting(base))
  if (!opened || !mapped) return undefined
  try {
    return edit(base, opened, planSections(model, layout, mapped))
  } catch (error) {
    // An early file may have a list where a map belongs: its elements read, but there is no place for a new value.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function edit(base: string, { syntax }: OpenedOtm, edits: Parameters<typeof editJson>[1]): string {
  if (edits.length === 0) return base
  return syntax === 'json' ? editJson(base, edits) : editYaml(base, edits)
}

/** A new file is an edit of one that holds nothing. */
function emptyFile({ title }: Model, syntax: OpenedOtm['syntax']): string {
  const project = { name: '', id: slug(title, 'project') }
  if (syntax === 'json') {
    const lists = Object.fromEntries(SECTIONS.map((section) => [section, []]))
    return `${JSON.stringify({ otmVersion: '0.2.0', project, ...lists }, null, 2)}\n`
  }
  const lines = ['otmVersion: 0.2.0', 'project:', "  name: ''", `  id: ${JSON.stringify(project.id)}`]
  return `${[...lines, ...SECTIONS.map((section) => `${section}: []`)].join('\n')}\n`
}
