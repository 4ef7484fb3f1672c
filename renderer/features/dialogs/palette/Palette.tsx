import { Command } from 'cmdk'
import { Database, FileText, ShieldAlert, StickyNote, Zap } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useDocument } from '../../../state/document.ts'
import { useUi } from '../../../state/ui.ts'
import { Kbd } from '../../../ui/controls/Tooltip.tsx'
import { Dialog } from '../../../ui/frame/Dialog.tsx'
import { ElementIcon } from '../../../ui/marks/ElementIcon.tsx'
import { bestOf, type Entry, isCommon, listActions, listModels, listParts } from './entries.ts'
import styles from './Palette.module.css'
import { recentChoices, rememberChoice } from './recent.ts'

/** More would not be read, and a large model has thousands. */
const SHOWN = 50
const RECENT = 5

/** Every action, part of the model and model of the folder, found by a few letters. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const document = useDocument((state) => state.history.present)
  const path = useDocument((state) => state.path)
  const models = useUi((state) => state.workspace?.models)
  const [query, setQuery] = useState('')
  const actions = useMemo(() => listActions(), [])
  const all = useMemo(
    () => [...actions, ...(path === null ? [] : listParts(document)), ...listModels(models ?? [], path)],
    [actions, document, models, path],
  )
  const recent = useMemo(recentChoices, [])
  const isSearch = query.trim() !== ''
  const found = useMemo(() => (isSearch ? bestOf(all, query, recent) : []), [all, query, recent, isSearch])
  const lately = recent
    .flatMap((id) => all.find((entry) => entry.id === id && entry.disabled === undefined) ?? [])
    .slice(0, RECENT)
  const choose = (entry: Entry) => {
    rememberChoice(entry.id)
    onClose()
    // After the dialog gave the focus back, so that what runs may take it.
    window.setTimeout(entry.run)
  }
  const common = actions.filter((entry) => isCommon(entry) && !lately.includes(entry))
  return (
    <Dialog title="Find an action or element" bare onClose={onClose}>
      <Command label="Find an action or element" shouldFilter={false} loop className={styles.palette}>
        <Command.Input
          className={styles.find}
          placeholder="Type a few letters of an action, element, data, threat or model"
          value={query}
          onValueChange={setQuery}
        />
        <Command.List className={styles.found} label="Found">
          {isSearch ? (
            <>
              <Command.Empty className={styles.none}>Nothing is called that.</Command.Empty>
              {found.slice(0, SHOWN).map((entry) => (
                <Row key={entry.id} entry={entry} onChoose={choose} />
              ))}
            </>
          ) : (
            <>
              {lately.length > 0 ? (
                <Command.Group heading="Chosen lately" className={styles.group}>
                  {lately.map((entry) => (
                    <Row key={entry.id} entry={entry} onChoose={choose} />
                  ))}
                </Command.Group>
              ) : null}
              <Command.Group heading="Actions" className={styles.group}>
                {common.map((entry) => (
                  <Row key={entry.id} entry={entry} onChoose={choose} />
                ))}
              </Command.Group>
            </>
          )}
        </Command.List>
        <p role="status" className={styles.count}>
          {isSearch ? countOf(found.length) : ''}
        </p>
      </Command>
    </Dialog>
  )
}

function countOf(count: number): string {
  if (count > SHOWN) return `The best ${SHOWN} of ${count.toLocaleString('en')}. More letters find fewer.`
  return count === 0 ? '' : `${count} found`
}

function Row({ entry, onChoose }: { readonly entry: Entry; readonly onChoose: (entry: Entry) => void }) {
  return (
    <Command.Item
      value={entry.id}
      disabled={entry.disabled !== undefined}
      className={styles.item}
      onSelect={() => onChoose(entry)}
    >
      <Icon icon={entry.icon} />
      <span className={styles.title}>{entry.title}</span>
      <span className={styles.about}>{entry.disabled ?? (entry.icon === 'action' ? '' : entry.about)}</span>
      {entry.keys === undefined ? null : <Kbd keys={entry.keys} />}
    </Command.Item>
  )
}

const ICONS = { action: Zap, data: Database, threat: ShieldAlert, model: FileText, note: StickyNote } as const

function Icon({ icon }: { readonly icon: Entry['icon'] }) {
  switch (icon) {
    case 'action':
    case 'data':
    case 'threat':
    case 'model':
    case 'note': {
      const Picture = ICONS[icon]
      return <Picture size={15} strokeWidth={1.5} className={styles.icon} aria-hidden />
    }
    default:
      return <ElementIcon kind={icon} />
  }
}
