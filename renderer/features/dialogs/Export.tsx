import { useMemo, useState } from 'react'
import { SVG_THEMES, type SvgTheme } from '../../../shared/report/svg/themes.ts'
import { copyExport, downloadExport } from '../../actions/export.ts'
import { EXPORT_FORMATS } from '../../actions/exports/formats.ts'
import { themeShown } from '../../actions/exports/picture.ts'
import { selectedModel } from '../../state/canvas/selected-model.ts'
import { currentDocument } from '../../state/document.ts'
import { setUi, useUi } from '../../state/ui.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Segmented } from '../../ui/controls/Choices.tsx'
import { Dialog } from '../../ui/frame/Dialog.tsx'
import styles from './Dialogs.module.css'
import { ForeignExports } from './exports/ForeignExports.tsx'

const THEME_NAMES: Readonly<Record<SvgTheme, string>> = {
  light: 'Light',
  dark: 'Dark',
  contrast: 'High contrast',
}
const THEMES = SVG_THEMES.map((value) => ({ value, label: THEME_NAMES[value] }))
const PARTS = [
  { value: 'all', label: 'Everything' },
  { value: 'selection', label: 'Selection' },
] as const

/** What the model can be taken along as: copied or downloaded, whole or in part. */
export function Export({ onClose }: { readonly onClose: () => void }) {
  const selection = useUi((state) => state.selection)
  const hasPart = useMemo(() => selectedModel(currentDocument(), selection) !== null, [selection])
  const [part, setPart] = useState<'all' | 'selection'>('all')
  const [theme, setTheme] = useState(themeShown)
  const isPart = part === 'selection'
  const options = { selection: isPart ? selection : undefined, theme }
  return (
    <Dialog title="Export" onClose={onClose}>
      <div className={styles.choices}>
        {hasPart ? <Segmented label="What" value={part} options={PARTS} onChange={setPart} /> : null}
        <Segmented label="Theme of pictures" value={theme} options={THEMES} onChange={setTheme} />
      </div>
      <ul className={styles.formats}>
        {EXPORT_FORMATS.map((format) => {
          const disabled = isPart && !format.canSelect
          return (
            <li key={format.id} className={styles.format}>
              <span className={styles.name}>
                <strong>{format.title}</strong>
                <span className={styles.about}>{disabled ? 'Only of the whole model' : format.about}</span>
              </span>
              {format.id === 'mermaid' ? (
                <Button onClick={() => setUi({ dialog: 'mermaid' })}>Preview</Button>
              ) : null}
              {format.isFile ? null : (
                <Button
                  aria-label={`Copy ${format.title}`}
                  disabled={disabled}
                  onClick={() => void copyExport(format, options).then(onClose)}
                >
                  Copy
                </Button>
              )}
              <Button
                aria-label={`Download ${format.title}`}
                disabled={disabled}
                onClick={() => void downloadExport(format, options).then(onClose)}
              >
                Download
              </Button>
            </li>
          )
        })}
      </ul>
      <ForeignExports disabled={isPart} />
    </Dialog>
  )
}
