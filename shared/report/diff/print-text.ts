import type { ChangeKind } from '../../diff/marks/list-changes.ts'
import type { Compared } from './compared.ts'
import { summaryOf } from './compared.ts'
import { type ChangeLine, groupsOf } from './groups.ts'

/** A line of the report, so that whoever prints it can give it a colour and make what is hidden in it visible. */
export interface TextLine {
  readonly indent: 0 | 1 | 2
  readonly kind: 'model' | 'heading' | ChangeKind
  readonly text: string
}

const SIGNS: Readonly<Record<ChangeKind, string>> = {
  ...{ gained: '+', added: '+', lost: '-', removed: '-', stale: '!', rezoned: '>', changed: '~' },
}

/** What changed in one model, in plain words. */
export function textLinesOf(compared: Compared): readonly TextLine[] {
  const head: TextLine = { indent: 0, kind: 'model', text: headOf(compared) }
  return [
    head,
    ...groupsOf(compared).flatMap(({ title, lines }): readonly TextLine[] => [
      { indent: 1, kind: 'heading', text: title },
      ...lines.map((line): TextLine => ({ indent: 2, kind: line.kind, text: textOf(line) })),
    ]),
  ]
}

function headOf(compared: Compared): string {
  const { file, from, state } = compared
  const name = {
    ...{ added: `${file} (new model)`, removed: `${file} (deleted model)`, changed: file, same: file },
    moved: `${file} (moved from ${from})`,
  }[state]
  return `${name}: ${summaryOf(compared) || 'no change'}`
}

function textOf({ kind, title, detail }: ChangeLine): string {
  return `${SIGNS[kind]} ${title}${detail === '' ? '' : `: ${detail}`}`
}
