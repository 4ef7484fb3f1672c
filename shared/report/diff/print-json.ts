import { type DiffJson, toDiffJson } from '../../diff/print-json.ts'
import type { Compared, ModelState } from './compared.ts'

export interface ModelDiffJson extends DiffJson {
  readonly file: string
  readonly state: ModelState
  /** Of a moved model: its path before. */
  readonly from?: string
}

/** One model's own JSON; of several `{models: [...]}`, where each has its file and state as well. */
export function toComparedJson(
  all: readonly Compared[],
): DiffJson | { readonly models: readonly ModelDiffJson[] } {
  const [one] = all
  if (one && all.length === 1) return toDiffJson(one.diff)
  return {
    models: all.map(({ file, from, state, diff }) => ({
      ...{ file, state },
      ...(from === undefined ? {} : { from }),
      ...toDiffJson(diff),
    })),
  }
}
