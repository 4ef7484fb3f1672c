import { Command, defaultFilter } from 'cmdk'
import { type ReactNode, useMemo, useState } from 'react'
import { flowRef } from '../../../shared/model/ids.ts'
import { titleOf } from '../../../shared/model/queries.ts'
import type { Model } from '../../../shared/model/schema.ts'
import type { ModelEntry } from '../../../shared/protocol/contract.ts'
import type { ActionGroup } from '../../actions/action.ts'
import { ACTIONS, runAction } from '../../actions/index.ts'
import { openArranged } from '../../actions/open.ts'
import { useDocument } from '../../state/document.ts'
import { KIND_NAMES } from '../../state/labels.ts'
import { select, uiStore, useUi } from '../../state/ui.ts'
import { reveal } from '../../state/view.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Kbd } from '../../ui/Tooltip.tsx'
import styles from './Dialogs.module.css'

interface Entry {
  readonly id: string
  readonly title: string
  /** A shortcut or what kind of thing it is. */
  readonly end: ReactNode
  readonly run: () => void
}

/** More would not be read, and a large model has thousands. */
const SHOWN = 50
const FIRST: readonly ActionGroup[] = [
  'analyse',
  'review',
  'file',
  'view',
  'arrange',
  'tools',
  'edit',
  'help',
]

/** Every action, element and model of the folder, found by a few letters. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const model = useDocument((state) => state.history.present.model)
  const path = useDocument((state) => state.path)
  const models = useUi((state) => state.workspace?.models)
  const [query, setQuery] = useState('')
  const actions = useMemo(() => listActions(), [])
  const others = useMemo(
    () => [...listElements(model), ...listModels(models ?? [], path)],
    [model, models, path],
  )
  const found = query.trim() === '' ? actions.filter(isCommon) : bestOf([...actions, ...others], query)
  return (
    <Dialog title="Find an action or element" bare onClose={onClose}>
      <Command label="Find an action or element" shouldFilter={false} className={styles.palette}>
        <Command.Input
          className={styles.find}
          placeholder="Type a few letters of an action or element"
          value={query}
          onValueChange={setQuery}
        />
        <Command.List className={styles.found}>
          <Command.Empty className={styles.none}>Nothing is called that.</Command.Empty>
          {found.map((entry) => (
            <Command.Item
              key={entry.id}
              value={entry.id}
              className={styles.item}
              onSelect={() => {
                onClose()
                // After the dialog gave the focus back, so that what runs may take it.
                window.setTimeout(entry.run)
              }}
            >
              <span className={styles.itemTitle}>{entry.title}</span>
              {entry.end}
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Dialog>
  )
}

function listActions(): readonly Entry[] {
  const { mode } = uiStore.getState()
  return ACTIONS.filter(
    ({ id, scope, isEnabled }) =>
      id !== 'help.palette' && (scope !== 'review' || mode === 'review') && (isEnabled?.() ?? true),
  )
    .toSorted((a, b) => FIRST.indexOf(a.group) - FIRST.indexOf(b.group))
    .map(({ id, label, keys }) => ({
      id,
      title: label,
      end: keys?.[0] ? <Kbd keys={keys[0]} /> : null,
      run: () => void runAction(id),
    }))
}

/** What is offered before anything is typed: no variants of an export, no single steps of a move. */
function isCommon({ id }: Entry): boolean {
  return !/^(export\..+\.|edit\.(nudge|move|walk))/.test(id)
}

function listElements(model: Model): readonly Entry[] {
  const entry = (ref: string, title: string, about: string): Entry => ({
    id: `element:${ref}`,
    title,
    end: <span className={styles.itemKind}>{about}</span>,
    run: () => {
      select([ref])
      reveal([ref])
    },
  })
  return [
    ...model.components.map(({ id, title, kind }) => entry(id, title, KIND_NAMES[kind])),
    ...model.boundaries.map(({ id, title, kind }) =>
      entry(id, title, kind === 'zone' ? 'Zone' : 'Boundary line'),
    ),
    ...model.flows.map((flow) => entry(flowRef(flow), titleOf(model, flowRef(flow)), 'Flow')),
  ]
}

function listModels(models: readonly ModelEntry[], open: string | null): readonly Entry[] {
  return models
    .filter(({ path }) => path !== open)
    .map(({ path, title }) => ({
      id: `model:${path}`,
      title: `Open ${title}`,
      end: <span className={styles.itemKind}>{path}</span>,
      run: () => void openArranged(path),
    }))
}

function bestOf(entries: readonly Entry[], query: string): readonly Entry[] {
  return entries
    .map((entry) => ({ entry, score: defaultFilter(entry.title, query) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, SHOWN)
    .map(({ entry }) => entry)
}
