/** What an import says of one file, as text and as JSON. */
import { evaluateModel } from '../../../shared/analysis/evaluate.ts'
import type { Diagnostic } from '../../../shared/core/diagnostics.ts'
import type { AppError } from '../../../shared/core/errors.ts'
import { findFormat } from '../../../shared/formats/formats.ts'
import {
  type Carried,
  carriedIn,
  carriedWords,
  type Imported,
  toldIn,
} from '../../../shared/formats/importing/imported.ts'
import { toJson } from '../../../shared/formats/json/write.ts'
import type { Config } from '../../../shared/model/config.ts'
import { visible } from '../output.ts'

export interface Outcome {
  /** As the user would name it. */
  readonly file: string
  readonly format: string
  /** Empty where the file was refused; `diagnostics` or `fault` say why. */
  readonly models: readonly Imported[]
  /** The team's own rules, which draft as the built-in ones do. */
  readonly team: Config['rules']
  /** As the user would name them; empty where nothing was to be written. */
  readonly written: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
  /** Why nothing could be read or written, in words. */
  readonly fault?: AppError
}

/** `wrote a.threat-model.yaml from a.tm7 (Microsoft ...): 3 components, 2 flows; 1 guessed, 2 lost` */
export function outcomeLine({ file, format, models, written, diagnostics }: Outcome): string {
  const { guessed, lost } = toldIn(diagnostics)
  const told = [
    ...(guessed.length > 0 ? [`${guessed.length} guessed`] : []),
    ...(lost.length > 0 ? [`${lost.length} lost`] : []),
  ]
  const from = `${visible(file)} (${findFormat(format)?.title ?? format})`
  const what = carriedWords(carriedInAll(models))
  return `wrote ${written.map(visible).join(', ')} from ${from}: ${[what, ...(told.length > 0 ? [told.join(', ')] : [])].join('; ')}`
}

/** The report of one file. */
export function reportJson({ file, format, models, written, diagnostics, fault }: Outcome): object {
  const { guessed, lost, others } = toldIn(diagnostics)
  return {
    ...{ file, format, carried: models.length === 0 ? null : carriedInAll(models) },
    ...{ guessed: guessed.map(problemJson), lost: lost.map(problemJson), others: others.map(problemJson) },
    written,
    ...(fault ? { error: fault.message } : {}),
  }
}

/** Each model as `export --to json` prints it. */
export function modelsJson({ models, team }: Outcome): readonly object[] {
  return models.map(({ model, layout }) => toJson(model, evaluateModel(model, { team }), layout))
}

function carriedInAll(models: readonly Imported[]): Carried {
  const all = models.map(carriedIn)
  const sum = (of: (carried: Carried) => number) => all.reduce((total, each) => total + of(each), 0)
  return {
    components: sum(({ components }) => components),
    flows: sum(({ flows }) => flows),
    zones: sum(({ zones }) => zones),
    lines: sum(({ lines }) => lines),
    crossings: sum(({ crossings }) => crossings),
    dataAssets: sum(({ dataAssets }) => dataAssets),
    risks: sum(({ risks }) => risks),
    mitigations: sum(({ mitigations }) => mitigations),
    notes: sum(({ notes }) => notes),
    pages: sum(({ pages }) => pages),
  }
}

function problemJson({ code, severity, message, range, elementId }: Diagnostic): object {
  const { line, column } = range?.start ?? { line: 1, column: 1 }
  return { code, severity, message, line, column, ...(elementId === undefined ? {} : { elementId }) }
}
