/** Other authors' files, read where they lie: none of their text is part of this project. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface CorpusFile {
  readonly name: string
  readonly text: string
}

/** The files of one folder of the corpus; none, and a word about it, where the corpus is absent. */
export function readCorpus(folder: string): readonly CorpusFile[] {
  const path = join(process.env.FENCELINE_CORPUS ?? '/work/shared/corpus', folder)
  const names = existsSync(path) ? readdirSync(path).sort() : []
  if (names.length === 0) console.info(`no ${folder} corpus in ${path}: its test is skipped`)
  return names.map((name) => ({ name, text: readFileSync(join(path, name), 'utf8') }))
}

/** What another parser makes of it; undefined for what it refuses. */
export function parsedOf({ text }: CorpusFile): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}
