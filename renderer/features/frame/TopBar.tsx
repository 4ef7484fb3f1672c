import { LayoutGrid, Menu as MenuIcon, PanelLeft, PanelRight } from 'lucide-react'
import { EMPTY_MODEL } from '../../../shared/model/schema.ts'
import { findAction, runAction } from '../../actions/index.ts'
import { isUnsaved, useDocument, useSettledDocument } from '../../state/document.ts'
import { applyModel } from '../../state/elements/attributes.ts'
import { type Mode, setUi, useUi } from '../../state/ui.ts'
import { Button, IconButton } from '../../ui/controls/Button.tsx'
import { Segmented } from '../../ui/controls/Choices.tsx'
import { Menu, type MenuItem } from '../../ui/controls/Menu.tsx'
import { Tooltip } from '../../ui/controls/Tooltip.tsx'
import styles from './TopBar.module.css'

const MODES = [
  { value: 'draw', label: 'Draw' },
  { value: 'review', label: 'Review' },
  { value: 'changes', label: 'Changes' },
] as const

/** The model's name, the three jobs, the one primary action. */
export function TopBar({
  left,
  right,
}: {
  /** Whether the side panels are shown. */
  readonly left: boolean
  readonly right: boolean
}) {
  const mode = useUi((state) => state.mode)
  const saving = useUi((state) => state.saving)
  const unsaved = useDocument(isUnsaved)
  const broken = useDocument((state) => state.broken)
  const path = useDocument((state) => state.path)
  const all = <IconButton icon={LayoutGrid} label="All models" onClick={() => void runAction('file.close')} />
  if (broken) {
    return (
      <header className={styles.bar}>
        <div className={styles.start}>
          {all}
          <span className={styles.path}>{path}</span>
        </div>
      </header>
    )
  }
  return (
    <header className={styles.bar}>
      <div className={styles.start}>
        {all}
        <IconButton
          icon={PanelLeft}
          label={left ? 'Hide the left panel' : 'Show the left panel'}
          shortcut="Mod+B"
          aria-pressed={left}
          onClick={() => void runAction('panel.left')}
        />
        <Title />
      </div>
      <Segmented<Mode>
        label="Job"
        hideLabel
        value={mode}
        options={MODES}
        onChange={(next) => setUi({ mode: next })}
      />
      <div className={styles.end}>
        <ActionButton id="analyse.draft" variant="primary" />
        <Tooltip text={unsaved ? 'Save the model and its files' : 'Everything is saved'} shortcut="Mod+S">
          <Button aria-disabled={saving || undefined} onClick={() => void runAction('file.save')}>
            {saving ? 'Saving' : 'Save'}
          </Button>
        </Tooltip>
        <Menu label="Menu" icon={MenuIcon} items={menuItems()} />
        <IconButton
          icon={PanelRight}
          label={right ? 'Hide the inspector' : 'Show the inspector'}
          shortcut="Mod+Alt+B"
          aria-pressed={right}
          disabled={mode !== 'draw'}
          onClick={() => void runAction('panel.right')}
        />
      </div>
    </header>
  )
}

function Title() {
  const title = useDocument((state) => state.history.present.model.title)
  const readOnly = useDocument((state) => state.readOnly)
  const path = useDocument((state) => state.path)
  const unsaved = useDocument(isUnsaved)
  return (
    <div className={styles.titleBox}>
      <h1 className={styles.hidden}>{`Editing ${title}`}</h1>
      <input
        aria-label="Model title"
        title={path ?? undefined}
        className={styles.title}
        value={title}
        readOnly={readOnly}
        spellCheck={false}
        onChange={({ target }) =>
          applyModel(
            (model) => (model.title === target.value ? model : { ...model, title: target.value }),
            'Rename the model',
            'model-title',
          )
        }
        onBlur={() => {
          if (title.trim() === '') {
            applyModel((model) => ({ ...model, title: EMPTY_MODEL.title }), 'Rename the model', 'model-title')
          }
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      {unsaved ? (
        <span className={styles.unsaved} title="Unsaved changes">
          <span className={styles.hidden}>Unsaved changes</span>
        </span>
      ) : null}
    </div>
  )
}

function ActionButton({ id, variant }: { readonly id: string; readonly variant: 'primary' }) {
  // Which actions are enabled depends on the document.
  useSettledDocument()
  const action = findAction(id)
  if (!action) return null
  const shortcut = action.keys?.[0]
  const button = (
    <Button variant={variant} disabled={!(action.isEnabled?.() ?? true)} onClick={() => void runAction(id)}>
      {action.label}
    </Button>
  )
  return shortcut === undefined ? (
    button
  ) : (
    <Tooltip text={action.label} shortcut={shortcut}>
      {button}
    </Tooltip>
  )
}

const MENU = [
  ['file.open-folder', 'file.new', 'file.save', 'file.reload', 'export.open', 'file.close'],
  ['edit.undo', 'edit.redo', 'arrange.layout'],
  ['find.open', 'view.fit', 'panel.text', 'panel.left', 'panel.right', 'panel.bottom'],
  ['help.palette', 'help.shortcuts', 'help.settings'],
] as const

function menuItems(): readonly MenuItem[] {
  return MENU.flatMap((ids, at): readonly MenuItem[] => {
    const items = ids.flatMap((id) => {
      const action = findAction(id)
      if (!action) return []
      const disabled = !(action.isEnabled?.() ?? true)
      return [
        { label: action.label, shortcut: action.keys?.[0], disabled, onSelect: () => void runAction(id) },
      ]
    })
    return at === 0 ? items : ['separator', ...items]
  })
}
