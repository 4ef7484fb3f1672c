/** A remark on the canvas; it is not part of the model. */
import { NOTE_TEXT, noteRect, noteWords } from '../../../model/drawing/page.ts'
import type { CanvasNote } from '../../../model/layout.ts'
import { fitText } from '../../../model/text/measure.ts'
import { showHidden } from '../../visible-text.ts'
import { type Look, type Sheet, textLine, title } from '../sheet.ts'
import { block, element } from '../xml.ts'

export function drawNote(sheet: Sheet, { colours }: Look, note: CanvasNote): void {
  const rect = noteRect(note)
  const text = showHidden(note.text.replace(/\r\n?/g, '\n')).replace(/[^\S\n]/gu, ' ')
  const { lines: all, side, top } = noteWords(text || 'Note', rect)
  const room = Math.max(1, Math.floor((rect.height - top) / NOTE_TEXT.line))
  const lines = all.slice(0, room)
  const last = lines.at(-1)
  if (all.length > room && last !== undefined)
    lines[lines.length - 1] = fitText(`${last}…`, rect.width - NOTE_TEXT.edge - 2 * side, NOTE_TEXT)
  const frame = element('rect', {
    x: rect.x + 0.5,
    y: rect.y + 0.5,
    width: Math.max(0, rect.width - 1),
    height: Math.max(0, rect.height - 1),
    rx: 2,
    fill: colours.raised,
    stroke: colours.hairline,
  })
  const edge = element('rect', {
    x: rect.x,
    y: rect.y,
    width: NOTE_TEXT.edge,
    height: rect.height,
    fill: colours.edge,
  })
  const x = rect.x + NOTE_TEXT.edge + side
  const words = lines.map((line, at) =>
    textLine(
      line,
      { x, y: rect.y + top + (at + 0.5) * NOTE_TEXT.line },
      { size: NOTE_TEXT.size, fill: colours.ink2 },
    ),
  )
  const markup = block('g', { 'data-id': `note:${note.id}` }, [
    title(`Note: ${text}`),
    frame,
    edge,
    ...words.filter((word) => !word.endsWith('></text>')),
  ])
  sheet.draw('notes', markup, [rect])
}
