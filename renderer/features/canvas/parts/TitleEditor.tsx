import { finishRenaming } from '../../../state/elements/elements.ts'
import { focusDiagram } from '../../../state/workplace.ts'
import { cx } from '../../../ui/classes.ts'
import { TitleEditor as Editor } from '../../../ui/fields/TitleEditor.tsx'
import styles from './nodes.module.css'

/** The title of an element edited where it is drawn. */
export function TitleEditor({
  id,
  title,
  label,
  multiline = false,
  className,
}: {
  readonly id: string
  readonly title: string
  readonly label: string
  readonly multiline?: boolean
  readonly className?: string | undefined
}) {
  return (
    <Editor
      title={title}
      label={label}
      multiline={multiline}
      className={cx(styles.editor, multiline && styles.multiline, className)}
      onFinish={(typed, byKey) => {
        finishRenaming(id, typed)
        if (byKey) focusDiagram()
      }}
    />
  )
}
