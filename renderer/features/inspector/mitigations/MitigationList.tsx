import { ChevronRight, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { plural } from '../../../../shared/core/text.ts'
import { indexOf } from '../../../../shared/model/queries.ts'
import { MITIGATION_STATUSES, type Mitigation, type Model } from '../../../../shared/model/schema.ts'
import { MITIGATION_STATUS_NAMES } from '../../../state/elements/labels.ts'
import { dropMitigation, newMitigation, setMitigation } from '../../../state/resolutions/resolutions.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { SelectField, TextField } from '../../../ui/fields/Fields.tsx'
import { TagsField } from '../../../ui/fields/TagsField.tsx'
import { Pair } from '../fields/Section.tsx'
import { EditArea, EditText } from '../fields/Text.tsx'
import styles from '../Inspector.module.css'

/** What is done against the threats, each with how far it is; one is open at a time. */
export function MitigationList({ model }: { readonly model: Model }) {
  const [open, setOpen] = useState<string | null>(null)
  const { mitigations } = model
  return (
    <>
      {mitigations.length > 0 ? (
        <ul className={styles.rows}>
          {mitigations.map((mitigation) => (
            <li key={mitigation.id} className={styles.asset}>
              <button
                type="button"
                className={styles.assetHead}
                aria-expanded={open === mitigation.id}
                onClick={() => setOpen(open === mitigation.id ? null : mitigation.id)}
              >
                <ChevronRight size={13} aria-hidden />
                <span className={styles.name}>{mitigation.title}</span>
                <span className={styles.quiet}>{MITIGATION_STATUS_NAMES[mitigation.status]}</span>
              </button>
              {open === mitigation.id ? <MitigationForm model={model} mitigation={mitigation} /> : null}
            </li>
          ))}
        </ul>
      ) : (
        <p className={styles.quiet}>Name what is done against the threats. One can answer many of them.</p>
      )}
      <NewMitigation onAdd={setOpen} />
    </>
  )
}

function NewMitigation({ onAdd }: { readonly onAdd: (id: string) => void }) {
  const [title, setTitle] = useState('')
  const add = () => {
    if (title.trim() !== '') onAdd(newMitigation(title.trim()))
    setTitle('')
  }
  return (
    <TextField
      label="Add a mitigation"
      hideLabel
      placeholder="Add a mitigation: Second factor for staff"
      value={title}
      onChange={setTitle}
      onBlur={add}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') add()
        if (event.key !== 'Escape') return
        event.stopPropagation()
        setTitle('')
        event.currentTarget.blur()
      }}
    />
  )
}

function MitigationForm({ model, mitigation }: { readonly model: Model; readonly mitigation: Mitigation }) {
  const { id, title, status, description, owner, ticket, evidence } = mitigation
  const risks = indexOf(model).mitigatedRisks.get(id) ?? []
  const set = (changes: Partial<Omit<Mitigation, 'id'>>, what: string, typing?: string) =>
    setMitigation(id, changes, what, typing)
  return (
    <div className={styles.assetForm}>
      <EditText
        label="Title"
        value={title}
        required
        onEdit={(next, typing) => set({ title: next ?? title }, 'title', typing)}
      />
      <SelectField
        label="Status"
        value={status}
        options={MITIGATION_STATUSES.map((value) => ({ value, label: MITIGATION_STATUS_NAMES[value] }))}
        onChange={(picked) =>
          set({ status: MITIGATION_STATUSES.find((each) => each === picked) ?? status }, 'status')
        }
      />
      <EditArea
        label="Description"
        value={description}
        onEdit={(next, typing) => set({ description: next }, 'description', typing)}
      />
      <Pair>
        <EditText
          label="Ticket"
          value={ticket}
          onEdit={(next, key) => set({ ticket: next }, 'ticket', key)}
        />
        <EditText label="Owner" value={owner} onEdit={(next, key) => set({ owner: next }, 'owner', key)} />
      </Pair>
      <TagsField
        label="Evidence"
        areWhole
        values={evidence}
        placeholder="A link or a commit"
        onChange={(next) => set({ evidence: next }, 'evidence')}
      />
      <div className={styles.foot}>
        <span className={styles.quiet} title={risks.map((risk) => risk.title || risk.id).join('\n')}>
          Answers {plural(risks.length, 'risk')}
        </span>
        <Button
          variant="quiet"
          icon={Trash2}
          onClick={({ currentTarget }) => {
            focusBeside(currentTarget)
            dropMitigation(id)
          }}
        >
          Remove
        </Button>
      </div>
    </div>
  )
}

/** The form goes with its row: the keyboard stays with a neighbour, else with the section, where undo is heard. */
function focusBeside(button: HTMLElement): void {
  const row = button.closest('li')
  const next = row?.nextElementSibling ?? row?.previousElementSibling
  const beside =
    next?.querySelector<HTMLElement>('button') ?? row?.closest('details')?.querySelector('summary')
  beside?.focus()
}
