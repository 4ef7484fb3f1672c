import { Command } from 'cmdk'
import { flowRef } from '../../../shared/model/ids.ts'
import { titleOf } from '../../../shared/model/queries.ts'
import { ACTIONS, runAction } from '../../actions/index.ts'
import { useDocument } from '../../state/document.ts'
import { select } from '../../state/ui.ts'
import { reveal } from '../../state/view.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Kbd } from '../../ui/Tooltip.tsx'
import styles from './Dialogs.module.css'

/** Every action and every element, found by a few letters. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const model = useDocument((state) => state.history.present.model)
  const elements = [
    ...model.components.map(({ id, title, kind }) => ({ ref: id, title, about: kind })),
    ...model.boundaries.map(({ id, title, kind }) => ({ ref: id, title, about: `${kind} boundary` })),
    ...model.flows.map((flow) => ({
      ref: flowRef(flow),
      title: titleOf(model, flowRef(flow)),
      about: 'flow',
    })),
  ]
  return (
    <Dialog title="Find an action or element" bare onClose={onClose}>
      <Command label="Find an action or element" className={styles.palette}>
        <Command.Input className={styles.find} placeholder="Type a few letters of an action or element" />
        <Command.List className={styles.found}>
          <Command.Empty className={styles.none}>Nothing is called that.</Command.Empty>
          {ACTIONS.filter((action) => action.isEnabled?.() ?? true).map((action) => (
            <Command.Item
              key={action.id}
              value={action.id}
              keywords={[action.label]}
              className={styles.item}
              onSelect={() => {
                onClose()
                void runAction(action.id)
              }}
            >
              {action.label}
              {action.keys?.[0] ? <Kbd keys={action.keys[0]} /> : null}
            </Command.Item>
          ))}
          {elements.map(({ ref, title, about }) => (
            <Command.Item
              key={ref}
              value={`element ${ref}`}
              keywords={[title]}
              className={styles.item}
              onSelect={() => {
                onClose()
                select([ref])
                reveal([ref])
              }}
            >
              {title}
              <span className={styles.about}>{about}</span>
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Dialog>
  )
}
