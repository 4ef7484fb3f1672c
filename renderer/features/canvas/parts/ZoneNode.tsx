import type { Node, NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { cx } from '../../../ui/classes.ts'
import { domId, type ZoneData } from '../elements.ts'
import { Grips } from './Grips.tsx'
import styles from './nodes.module.css'
import { TitleEditor } from './TitleEditor.tsx'

/** A zone is held by its line and its title: its inside belongs to what is in it. */
export const ZoneNode = memo(function ZoneNode({ id, data }: NodeProps<Node<ZoneData, 'zone'>>) {
  const { zone, selected, sole, lit, renaming, receives } = data
  return (
    // biome-ignore lint/a11y/useSemanticElements: a part of a drawing is no form's fieldset
    <div
      id={domId(id)}
      role="group"
      aria-label={data.name}
      className={cx(styles.zone, selected && styles.selected, lit && styles.lit, receives && styles.receives)}
    >
      {(['top', 'right', 'bottom', 'left'] as const).map((side) => (
        <span key={side} className={cx(styles.rim, styles[`rim-${side}`])} />
      ))}
      <span className={styles.tab}>
        {renaming ? (
          <TitleEditor
            id={id}
            title={zone.title}
            label={`Title of ${zone.title}`}
            className={styles.tabEditor}
          />
        ) : (
          zone.title
        )}
      </span>
      {sole ? <Grips id={id} /> : null}
    </div>
  )
})
