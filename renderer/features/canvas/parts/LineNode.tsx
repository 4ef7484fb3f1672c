import { cx } from '../../../ui/classes.ts'
import { domId, type LineData, lineRect } from '../elements.ts'
import { TitleEditor } from './editing/TitleEditor.tsx'
import styles from './line.module.css'

/** A line boundary: only its stroke and its name can be hit, never the rectangle around them. */
export function LineNode({ id, data }: { readonly id: string; readonly data: LineData }) {
  const { line, shape, selected, lit, renaming } = data
  const rect = lineRect(shape)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a part of a drawing is no form's fieldset
    <div
      id={domId(id)}
      role="group"
      aria-label={data.name}
      className={cx(styles.line, selected && styles.selected, lit && styles.lit)}
    >
      <svg className={styles.strokes} width={rect.width} height={rect.height} aria-hidden>
        <title>{line.title}</title>
        <g transform={`translate(${-rect.x} ${-rect.y})`}>
          <path className={styles.strokeHit} d={shape.curve} />
          <path className={styles.stroke} d={shape.curve} />
        </g>
      </svg>
      <span className={styles.lineName} style={{ left: shape.label.x - rect.x, top: shape.label.y - rect.y }}>
        {renaming ? (
          <TitleEditor id={id} title={line.title} label={`Title of ${line.title}`} onLine />
        ) : (
          line.title
        )}
        {line.crossedBy.length === 0 ? <span className={styles.unused}>crossed by no flow</span> : null}
      </span>
    </div>
  )
}
