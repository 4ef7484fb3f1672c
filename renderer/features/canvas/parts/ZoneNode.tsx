import { ChevronDown, ChevronRight } from 'lucide-react'
import type { Rect } from '../../../../shared/model/geometry.ts'
import { cx } from '../../../ui/classes.ts'
import { domId, type ZoneData } from '../elements.ts'
import { borderWidth, tabScale } from '../overview/tab.ts'
import { useCamera } from '../view/camera.ts'
import { TitleEditor } from './editing/TitleEditor.tsx'
import styles from './zone.module.css'

/** A zone is held by its line and its title: its inside belongs to what is in it. A collapsed one is a box. */
export function ZoneNode({
  id,
  data,
  rect,
}: {
  readonly id: string
  readonly data: ZoneData
  readonly rect: Rect
}) {
  const rim = useCamera(({ zoom }) => borderWidth(zoom))
  const scale = useCamera(({ zoom }) => tabScale(zoom, rect.height))
  const { zone, inside, selected, lit, renaming, receives } = data
  const isCollapsed = inside !== null
  const Chevron = isCollapsed ? ChevronRight : ChevronDown
  return (
    // biome-ignore lint/a11y/useSemanticElements: a part of a drawing is no form's fieldset
    <div
      id={domId(id)}
      role="group"
      aria-label={isCollapsed ? `${data.name}, collapsed, ${inside}` : data.name}
      className={cx(
        styles.zone,
        isCollapsed && styles.collapsed,
        selected && styles.selected,
        lit && styles.lit,
        receives && styles.receives,
      )}
      style={receives ? undefined : { borderWidth: rim }}
    >
      {isCollapsed
        ? null
        : (['top', 'right', 'bottom', 'left'] as const).map((side) => (
            <span key={side} className={cx(styles.rim, styles[`rim-${side}`])} />
          ))}
      <span
        className={styles.tab}
        style={{ scale: scale === 1 ? undefined : scale, maxWidth: `${(rect.width - 24) / scale}px` }}
      >
        {renaming ? (
          <TitleEditor id={id} title={zone.title} label={`Title of ${zone.title}`} onLine />
        ) : (
          <>
            <span className={styles.tabTitle}>{zone.title}</span>
            <span className={styles.chevron} data-fold={id} title={isCollapsed ? 'Open' : 'Collapse'}>
              <Chevron size={14} strokeWidth={2.25} aria-hidden />
            </span>
          </>
        )}
      </span>
      {isCollapsed ? <span className={styles.inside}>{inside}</span> : null}
    </div>
  )
}
