import { Check, CircleAlert, PencilLine, RotateCcw } from 'lucide-react'
import { type CSSProperties, useState } from 'react'
import type { Rect } from '../../../../shared/model/geometry.ts'
import { titleLines, titleParts, widestPart } from '../../../../shared/model/text/title.ts'
import type { Mark } from '../../../../shared/report/marks.ts'
import { cx } from '../../../ui/classes.ts'
import { type ComponentData, domId } from '../elements.ts'
import { Breakable } from './Breakable.tsx'
import styles from './component.module.css'
import { Grips } from './editing/Grips.tsx'
import { TitleEditor } from './editing/TitleEditor.tsx'

/** Characters that surely fit. */
const SHORT = 14

/** External entity, process or data store, with what its review says. */
export function ComponentNode({
  id,
  rect,
  data,
}: {
  readonly id: string
  readonly rect: Rect
  readonly data: ComponentData
}) {
  const { component, mark, selected, sole, lit, renaming, target, detailed } = data
  const [isUnderPointer, setUnderPointer] = useState(false)
  const isLong = component.title.length > SHORT
  const room: CSSProperties & Record<`--${string}`, string | number> = {
    '--width': `${rect.width}px`,
    '--widest': widestPart(component.title, component.kind, rect.width),
  }
  const quiet = component.note ?? component.technologies.join(', ')
  if (isLong) room['--lines'] = titleLines(rect.height, detailed && quiet !== '')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a part of a drawing is no form's fieldset
    <div
      id={domId(id)}
      role="group"
      aria-label={data.name}
      className={cx(
        styles.component,
        styles[component.kind],
        selected && styles.selected,
        sole && styles.sole,
        lit && styles.lit,
        target && styles.target,
      )}
      style={room}
      onPointerEnter={() => setUnderPointer(true)}
      onPointerLeave={() => setUnderPointer(false)}
      title={isLong ? component.title : undefined}
    >
      {renaming ? (
        <TitleEditor id={id} title={component.title} label={`Title of ${component.title}`} />
      ) : (
        <span className={cx(styles.title, isLong && styles.long)}>
          <Breakable parts={titleParts(component.title, component.kind, rect.width)} />
        </span>
      )}
      {detailed && quiet ? (
        <span className={cx(styles.quiet, quiet.length > SHORT && styles.long)}>{quiet}</span>
      ) : null}
      <Badges mark={mark} />
      {(isUnderPointer || sole) && !renaming ? (
        <span aria-hidden>
          {(['top', 'right', 'bottom', 'left'] as const).map((side) => (
            <span key={side} className={cx(styles.port, styles[side])} data-port={id} />
          ))}
        </span>
      ) : null}
      {sole ? <Grips id={id} /> : null}
    </div>
  )
}

function Badges({ mark }: { readonly mark: Mark }) {
  const { drafts, risks, state } = mark
  return (
    <span className={styles.badges} aria-hidden>
      {state === 'stale' ? (
        <span className={cx(styles.badge, styles.stale)} title="Stale: it changed since its review">
          <RotateCcw size={11} strokeWidth={2.25} />
        </span>
      ) : null}
      {drafts > 0 ? (
        <span className={styles.badge} title={`Open drafts: ${drafts}`}>
          <PencilLine size={11} strokeWidth={2} />
          {drafts}
        </span>
      ) : null}
      {risks > 0 ? (
        <span className={cx(styles.badge, styles.risk)} title={`Unresolved risks: ${risks}`}>
          <CircleAlert size={11} strokeWidth={2.25} />
          {risks}
        </span>
      ) : null}
      {state === 'analysed' && drafts === 0 && risks === 0 ? (
        <span className={cx(styles.badge, styles.done)} title="Analysed">
          <Check size={12} strokeWidth={2.5} />
        </span>
      ) : null}
    </span>
  )
}
