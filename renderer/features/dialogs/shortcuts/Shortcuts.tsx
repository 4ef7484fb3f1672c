import { ACTIONS } from '../../../actions/index.ts'
import { Kbd } from '../../../ui/controls/Tooltip.tsx'
import styles from './Shortcuts.module.css'
import { sheetOf } from './sheet.ts'

const SECTIONS = sheetOf(ACTIONS)

/** Every shortcut, and what the mouse does on the canvas. */
export function Shortcuts() {
  return (
    <div className={styles.columns}>
      {SECTIONS.map(({ title, rows }) => (
        <section key={title} className={styles.group}>
          <h3 className={styles.head}>{title}</h3>
          <dl className={styles.keys}>
            {rows.map(({ label, keys, act }) => (
              <div key={label} className={styles.key}>
                <dt>{label}</dt>
                <dd>
                  {keys.map((shortcut) => (
                    <Kbd key={shortcut} keys={shortcut} />
                  ))}
                  {act}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}
