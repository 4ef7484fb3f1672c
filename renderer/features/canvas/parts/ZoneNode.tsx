import type { Rect } from '../../../../shared/model/geometry.ts'
import { cx } from '../../../ui/classes.ts'
import { useCamera } from '../camera.ts'
import { domId, type ZoneData } from '../elements.ts'
import { tabScale } from '../overview/tab.ts'
import { Grips } from './Grips.tsx'
import styles from './nodes.module.css'
import { TitleEditor } from './TitleEditor.tsx'

/** A zone is held by its line and its title: its inside belongs to what is in it. */
export function ZoneNode({
  id,
  data,
  rect,
}: {
  readonly id: string
  readonly data: ZoneData
  readonly rect: Rect
}) {
  const scale = useCamera(({ zoom }) => tabScale(zoom, rect.height))
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
      <span className={styles.tab} style={{ scale, maxWidth: `${(rect.width - 24) / scale}px` }}>
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
}
