import { finishRenaming } from '../../../../state/elements/elements.ts'
import { focusDiagram } from '../../../../state/workplace.ts'
import { cx } from '../../../../ui/classes.ts'
import { TitleEditor as Editor } from '../../../../ui/fields/TitleEditor.tsx'
import styles from './editor.module.css'

/** The title of an element edited where it is drawn. */
export function TitleEditor({
  id,
  title,
  label,
  multiline = false,
  onLine = false,
}: {
  readonly id: string
  readonly title: string
  readonly label: string
  readonly multiline?: boolean
  /** The title stands on the line of a boundary. */
  readonly onLine?: boolean
}) {
  return (
    <Editor
      title={title}
      label={label}
      multiline={multiline}
      className={cx(styles.editor, multiline && styles.multiline, onLine && styles.onLine)}
      onFinish={(typed, byKey) => {
        finishRenaming(id, typed)
        if (byKey) focusDiagram()
      }}
    />
  )
}
