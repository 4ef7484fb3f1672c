import { X } from 'lucide-react'
import { useState } from 'react'
import type { Model } from '../../../shared/model/schema.ts'
import { useSettledDocument } from '../../state/document.ts'
import { setModel } from '../../state/elements/attributes.ts'
import { progressOfDocument } from '../../state/selectors.ts'
import { IconButton } from '../../ui/controls/Button.tsx'
import { ProgressLine } from '../../ui/coverage/ProgressLine.tsx'
import { TextField } from '../../ui/fields/Fields.tsx'
import { DataAssetList } from './DataAssetList.tsx'
import { Section } from './fields/Section.tsx'
import { EditArea, EditText } from './fields/Text.tsx'
import styles from './Inspector.module.css'
import { MitigationList } from './mitigations/MitigationList.tsx'
import { RulesSection } from './rules/RulesSection.tsx'

/** The model itself, shown while nothing is selected. */
export function ModelForm({ model }: { readonly model: Model }) {
  const progress = progressOfDocument(useSettledDocument())
  return (
    <>
      <div className={styles.main}>
        <EditText
          label="Title"
          value={model.title}
          required
          onEdit={(title, typing) =>
            setModel({ title: title ?? model.title }, `Rename ${model.title}`, typing)
          }
        />
        <EditArea
          label="Description"
          value={model.description}
          onEdit={(description, typing) => setModel({ description }, 'Set description of the model', typing)}
        />
        <ProgressLine progress={progress} />
      </div>
      <Section title="Data assets" open count={model.dataAssets.length}>
        <DataAssetList model={model} />
      </Section>
      <Section title="Mitigations" open count={model.mitigations.length}>
        <MitigationList model={model} />
      </Section>
      <Section title="Notes" open count={model.notes.length}>
        <Notes model={model} />
      </Section>
      <RulesSection model={model} />
    </>
  )
}

function Notes({ model }: { readonly model: Model }) {
  const [fresh, setFresh] = useState('')
  const add = () => {
    if (fresh.trim() !== '') setModel({ notes: [...model.notes, fresh.trim()] }, 'Add note')
    setFresh('')
  }
  return (
    <>
      {model.notes.map((note, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a note has no other identity and never moves
        <div key={at} className={styles.noteRow}>
          <EditArea
            label={`Note ${at + 1}`}
            hideLabel
            rows={1}
            value={note}
            onEdit={(text, typing) =>
              setModel({ notes: model.notes.with(at, text ?? '') }, 'Edit note', typing)
            }
          />
          <IconButton
            icon={X}
            size="small"
            label={`Remove note ${at + 1}`}
            onClick={() => setModel({ notes: model.notes.toSpliced(at, 1) }, 'Remove note')}
          />
        </div>
      ))}
      <TextField
        label="Add a note"
        hideLabel
        placeholder="Add a note: Auth: JWT issued by …"
        value={fresh}
        onChange={setFresh}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') add()
          if (event.key === 'Escape') {
            event.stopPropagation()
            setFresh('')
            event.currentTarget.blur()
          }
        }}
      />
    </>
  )
}
