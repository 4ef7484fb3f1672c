/** What changed in models between two revisions, or since one. */
import { AppError } from '../../../shared/core/errors.ts'
import { plural } from '../../../shared/core/text.ts'
import { type Compared, compareSides, isSame, type Side } from '../../../shared/report/diff/compared.ts'
import { resolveRange } from '../../backend/git/revisions.ts'
import type { LoadedModel } from '../models.ts'
import {
  type Colour,
  type ExitCode,
  isColoured,
  paint,
  print,
  printJson,
  say,
  visible,
  visibleLine,
} from '../output.ts'
import { pairsOf } from '../revisions/compare.ts'
import { placesOf, readArguments } from '../revisions/places.ts'
import { loadModelSide } from '../revisions/sides.ts'

interface Options {
  readonly format: 'text' | 'json' | 'markdown' | 'svg'
  readonly exitCode?: boolean
}

export async function diff(given: string[], { format, exitCode }: Options): Promise<ExitCode> {
  const { range, paths } = await readArguments(given)
  const all: Compared[] = []
  for (const place of await placesOf(paths)) {
    const { from, to } = await resolveRange(place.repo, range)
    const pairs = await pairsOf(place, from, to, loadModelSide)
    if (pairs.length === 0) throw nothingIn(place.given, range)
    for (const { before, after, names } of pairs) {
      all.push(compareSides(sideOf(before, names.before), sideOf(after, names.after)))
    }
  }
  await printAs(all, format)
  return exitCode && !isSame(all) ? 1 : 0
}

/** One place of several without a model fails, too: what was named and not looked at would pass for unchanged. */
function nothingIn(given: string, range: string): AppError {
  const where = given === '.' ? 'this folder' : given
  return new AppError('not-found', `There is no threat-model.yaml in ${where}, at ${range} or now.`, {
    hint: 'Name a file or a folder that has one.',
  })
}

function sideOf(loaded: LoadedModel | null, file: string): Side | null {
  return loaded && { file, model: loaded.model, layout: loaded.layout }
}

/** Each format's printer is loaded only when it is asked for. */
async function printAs(all: readonly Compared[], format: Options['format']): Promise<void> {
  if (format === 'json') {
    printJson((await import('../../../shared/report/diff/print-json.ts')).toComparedJson(all))
  } else if (format === 'markdown') {
    print((await import('../../../shared/report/diff/print-markdown.ts')).printDiffMarkdown(all))
  } else if (format === 'svg') {
    print(await (await import('../picture/diff-picture.ts')).printDiffPicture(all))
  } else await printText(all)
}

const COLOURS: Readonly<Record<string, Colour>> = {
  ...{ model: 'bold', heading: 'bold', stale: 'yellow', changed: 'blue', rezoned: 'blue' },
  ...{ gained: 'red', added: 'green', lost: 'green', removed: 'red' },
}

async function printText(all: readonly Compared[]): Promise<void> {
  const { textLinesOf } = await import('../../../shared/report/diff/print-text.ts')
  const on = isColoured(process.stdout)
  const changed = all.filter(({ state }) => state !== 'same')
  for (const compared of all.length === 1 ? all : changed) {
    for (const { indent, kind, text } of textLinesOf(compared)) {
      const shown = indent === 0 ? visibleLine(text) : visible(text)
      print('  '.repeat(indent) + paint(shown, COLOURS[kind] ?? 'dim', on))
    }
  }
  say(`${plural(all.length, 'model')} compared: ${changed.length} changed`)
}
