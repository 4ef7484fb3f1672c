import { noteParts, noteRect, noteWords } from '../../../../shared/model/drawing/page.ts'
import { cx } from '../../../ui/classes.ts'
import { domId, type NoteData } from '../elements.ts'
import { Breakable } from './Breakable.tsx'
import { TitleEditor } from './editing/TitleEditor.tsx'
import styles from './note.module.css'

/** A remark on the canvas; it is not part of the model. */
export function NoteNode({ id, data }: { readonly id: string; readonly data: NoteData }) {
  const { note, selected, renaming } = data
  const text = note.text || 'Note'
  const rect = noteRect(note)
  const { side, top } = noteWords(text, rect)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a part of a drawing is no form's fieldset
    <div
      id={domId(id)}
      role="group"
      aria-label={data.name}
      className={cx(styles.note, selected && styles.selected, renaming && styles.written)}
      style={{ padding: `${top}px ${side}px` }}
    >
      {renaming ? (
        <TitleEditor id={id} title={note.text} label="Note" multiline />
      ) : (
        <p>
          <Breakable parts={noteParts(text, rect.width)} />
        </p>
      )}
    </div>
  )
}
