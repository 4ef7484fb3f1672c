// What draw.io's reader makes of a page with some cells.
import { readDrawio } from '../../../shared/formats/drawio/read.ts'
import { graph } from './drawing.ts'

export function readCells(...cells: readonly string[]) {
  const { model, layout, diagnostics } = readDrawio(graph(...cells))
  if (!model) throw new Error(diagnostics.map(({ message }) => message).join(' '))
  const told = (about: 'guessed' | 'lost') =>
    diagnostics.filter((each) => each.about === about).map(({ message }) => message)
  return { model, layout, guessed: told('guessed'), lost: told('lost') }
}
