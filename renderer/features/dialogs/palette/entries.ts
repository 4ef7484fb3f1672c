/** What the palette offers, and which of it answers a few letters. */
import type { Document } from '../../../../shared/model/document.ts'
import { flowRef } from '../../../../shared/model/ids.ts'
import { titleOf } from '../../../../shared/model/queries.ts'
import type { ModelEntry } from '../../../../shared/protocol/contract.ts'
import { ACTION_GROUPS, type Action, type ActionGroup } from '../../../actions/action.ts'
import { ACTIONS, runAction } from '../../../actions/index.ts'
import { openArranged } from '../../../actions/open.ts'
import { whyDisabled } from '../../../actions/why-disabled.ts'
import { KIND_NAMES } from '../../../state/elements/labels.ts'
import { goTo, openFind } from '../../../state/find/find.ts'
import { type Name, nameFor, rank } from '../../../state/find/rank.ts'
import { reviewThreat } from '../../../state/review/review.ts'
import { threatsOf } from '../../../state/threats/threats.ts'
import { uiStore } from '../../../state/ui.ts'
import type { ElementKind } from '../../../ui/marks/ElementIcon.tsx'

export interface Entry {
  readonly id: string
  readonly title: string
  readonly name: Name
  readonly icon: ElementKind | 'note' | 'action' | 'data' | 'threat' | 'model'
  /** What kind of thing it is. */
  readonly about: string
  readonly keys?: string | undefined
  /** Why it cannot be chosen now. */
  readonly disabled?: string
  readonly run: () => void
}

type Plain = Omit<Entry, 'name'>
const named = (entry: Plain): Entry => ({ ...entry, name: nameFor(entry.title) })

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
const GROUP_NAMES = new Map<ActionGroup, string>(ACTION_GROUPS)

/** Every action; those of Review and Changes only there, where their keys work. */
export function listActions(): readonly Entry[] {
  const { mode } = uiStore.getState()
  return ACTIONS.filter(
    ({ id, scope }) =>
      id !== 'help.palette' && ((scope !== 'review' && scope !== 'changes') || mode === scope),
  )
    .toSorted((a, b) => FIRST.indexOf(a.group) - FIRST.indexOf(b.group))
    .map((action) => ({ ...ofAction(action), name: nameFor([action.label, action.also].join(' ').trim()) }))
}

function ofAction(action: Action): Plain {
  const { id, label, group, keys } = action
  const isOn = action.isEnabled?.() ?? true
  return {
    id,
    title: label,
    icon: 'action',
    about: GROUP_NAMES.get(group) ?? '',
    keys: keys?.[0],
    ...(isOn ? {} : { disabled: whyDisabled(action) }),
    run: () => void runAction(id),
  }
}

/** Elements, data assets and threats of the open model. */
export function listParts(document: Document): readonly Entry[] {
  const { model, layout } = document
  const element = (ref: string, title: string, icon: Entry['icon'], about: string): Entry =>
    named({ id: `element:${ref}`, title, icon, about, run: () => goTo(ref) })
  return [
    ...model.components.map(({ id, title, kind }) => element(id, title, kind, KIND_NAMES[kind])),
    ...model.boundaries.map(({ id, title, kind }) =>
      element(id, title, kind, kind === 'zone' ? 'Zone' : 'Boundary line'),
    ),
    ...model.flows.map((flow) => element(flowRef(flow), titleOf(model, flowRef(flow)), 'flow', 'Flow')),
    ...layout.notes.map(({ id, text }) => element(`note:${id}`, text.split('\n')[0] ?? '', 'note', 'Note')),
    ...model.dataAssets.map(({ id, title }) =>
      named({
        id: `data:${id}`,
        title,
        icon: 'data',
        about: 'Data: show where it is',
        run: () => openFind(title),
      }),
    ),
    ...threatsOf(document).flatMap((threat) =>
      threat.kind === 'rejected'
        ? []
        : [
            named({
              id: `threat:${threat.key}`,
              title: threat.title,
              icon: 'threat',
              about: `${threat.kind === 'risk' ? 'Risk' : 'Draft'} at ${titleOf(model, threat.target)}`,
              run: () => reviewThreat(threat),
            }),
          ],
    ),
  ]
}

export function listModels(models: readonly ModelEntry[], open: string | null): readonly Entry[] {
  return models
    .filter(({ path }) => path !== open)
    .map(({ path, title }) =>
      named({
        id: `model:${path}`,
        title: `Open ${title}`,
        icon: 'model',
        about: path,
        run: () => void openArranged(path),
      }),
    )
}

/** What is offered before anything is typed: no variants of an export, no single steps of a move. */
export function isCommon({ id, disabled }: Entry): boolean {
  return (
    disabled === undefined &&
    !/^(export\..+\.|edit\.(nudge|move|walk)|find\.(next|previous)|theme\.|look\.)/.test(id)
  )
}

/** The best answers first; among equals what was chosen lately, then shorter names. What is disabled comes last. */
export function bestOf(
  entries: readonly Entry[],
  query: string,
  recent: readonly string[],
): readonly Entry[] {
  const age = (id: string) => (recent.includes(id) ? recent.indexOf(id) : recent.length)
  return entries
    .flatMap((entry) => {
      const score = rank(entry.name, query)
      return score === 0
        ? []
        : [{ entry, score, age: age(entry.id), off: entry.disabled === undefined ? 0 : 1 }]
    })
    .toSorted(
      (a, b) =>
        a.off - b.off || b.score - a.score || a.age - b.age || a.entry.title.length - b.entry.title.length,
    )
    .map(({ entry }) => entry)
}
