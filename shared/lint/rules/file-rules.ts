/** Rules about the files beside the model: they have to speak of the model as it is. */
import { nearestSlip } from '../../core/nearest.ts'
import { plural } from '../../core/text.ts'
import { crossingsOf } from '../../model/crossings.ts'
import { tidy } from '../../model/document.ts'
import { indexOf } from '../../model/queries.ts'
import type { Finding, LintRule } from '../rule.ts'

/** Rules that look at files; `knownCodes` are all that a config may name. */
export function fileRules(knownCodes: () => readonly string[]): readonly LintRule[] {
  return [
    {
      code: 'config-code-unknown',
      severity: 'warning',
      summary: 'The config gives a severity to a lint rule that does not exist',
      docs: 'A severity under a misspelt code changes nothing: the rule that was meant stays as it was. All codes stand in docs/lint-rules.md.',
      check: (_, { config, configFile }) => {
        const codes = knownCodes()
        return Object.keys(config.lint)
          .filter((code) => !codes.includes(code) && !IMPORTS.test(code))
          .map((code): Finding => {
            const meant = nearestSlip(code, codes)
            const hint = meant ? `Did you mean "${meant}"?` : 'docs/lint-rules.md lists them.'
            const range = configFile?.locate(`lint:${code}`)
            return {
              message: `There is no lint rule "${code}" to give a severity. ${hint}`,
              ...(configFile ? { at: { file: configFile.file, ...(range ? { range } : {}) } } : {}),
            }
          })
      },
    },
    {
      code: 'layout-unknown-element',
      severity: 'info',
      summary: 'The layout file places an element that the model does not have',
      docs: 'The element was renamed or removed in the model file by hand. Its place is dropped with the next save in the app, and an element that was renamed is placed anew: rename it in the layout file, too, to keep its place.',
      check: (model, { layout, layoutFile }) => {
        if (!layout) return []
        const { components, boundaries, flows } = indexOf(model)
        const lost = [
          ...layout.boxes.filter(({ id }) => !components.has(id) && !boundaries.has(id)).map(({ id }) => id),
          ...layout.routes.filter(({ ref }) => !flows.has(ref)).map(({ ref }) => ref),
        ]
        return lost.map((ref): Finding => {
          const range = layoutFile?.locate(ref)
          return {
            message: `The layout places "${ref}", which the model does not have. Rename or remove the line.`,
            ...(layoutFile ? { at: { file: layoutFile.file, ...(range ? { range } : {}) } } : {}),
            fix: { label: 'Remove', title: 'Remove what the layout places in vain', edit: tidy },
          }
        })
      },
    },
    {
      code: 'derived-outdated',
      severity: 'warning',
      summary: 'A file that is printed from the model is out of date',
      docs: 'The diagram or the report in the repo does not show the model beside it. Save the model in the app, or print it again with `fenceline export`; `fenceline sync` takes over what was edited in it by hand.',
      check: (_, { outdated = [] }) =>
        outdated.map((file) => ({
          message: `${file} is not what the model prints. Export it again, or run fenceline sync if it was edited by hand.`,
          at: { file },
        })),
    },
    {
      code: 'model-removed',
      severity: 'error',
      summary: 'A change removes a model (`--since` alone)',
      docs: 'With its file gone nothing of the model is checked any more, and the check would pass for what it no longer sees. A model that was moved or renamed is recognised and followed. Where it is meant to go, give this rule another severity in the same change.',
      check: (model, { isRemoved = false }) => {
        if (!isRemoved || model.components.length === 0) return []
        const crossings = plural(crossingsOf(model).size, 'crossing')
        const what =
          model.risks.length > 0 ? `${crossings} and ${plural(model.risks.length, 'risk')}` : crossings
        return [
          {
            message: `The model "${model.title}" was removed, so nothing checks its ${what} any more. Bring it back, or set model-removed to warning if it is meant to go.`,
          },
        ]
      },
    },
  ]
}

/** What importers of other formats report; there are many and a config seldom names them. */
const IMPORTS = /^(?:mermaid|tm7|dfd)-/
