import { updateComponent } from '../../../shared/model/edits/components.ts'
import {
  ENCRYPTIONS,
  FORMATS,
  MACHINES,
  SIZES,
  TECHNOLOGIES,
  USAGES,
} from '../../../shared/model/names/words.ts'
import type { Component, Model } from '../../../shared/model/schema.ts'
import { CONFIDENTIALITIES, CRITICALITIES, KINDS } from '../../../shared/model/schema.ts'
import { isGuessed, technologiesOf } from '../../../shared/model/technology.ts'
import { applyModel, setComponents, setZone } from '../../state/elements/attributes.ts'
import { KIND_NAMES } from '../../state/elements/labels.ts'
import { TriState } from '../../ui/controls/Choices.tsx'
import { SelectField } from '../../ui/fields/Fields.tsx'
import { TagsField } from '../../ui/fields/TagsField.tsx'
import { EditChoice } from './fields/Choice.tsx'
import { EditDataAssets } from './fields/DataAssets.tsx'
import { Pair, Section } from './fields/Section.tsx'
import { EditArea, EditText } from './fields/Text.tsx'
import styles from './Inspector.module.css'
import { zoneOptions } from './zones.ts'

const FACTS = [
  ['internet', 'On the internet', 'internet exposure'],
  ['usedByHuman', 'Used by people', 'use by people'],
  ['customDeveloped', 'Developed by us', 'development'],
  ['multiTenant', 'Several tenants', 'tenancy'],
  ['redundant', 'Redundant', 'redundancy'],
] as const

/** Every attribute of one component. What nobody stated reads "Not stated" and is a question, not a fact. */
export function ComponentForm({
  model,
  component,
}: {
  readonly model: Model
  readonly component: Component
}) {
  const set = (changes: Partial<Omit<Component, 'id'>>, what: string, typing?: string) =>
    setComponents([component.id], changes, what, typing)
  const guessed = isGuessed(component) ? technologiesOf(component) : []
  return (
    <>
      <div className={styles.main}>
        <EditText
          label="Title"
          value={component.title}
          required
          onEdit={(title, typing) => set({ title: title ?? component.title }, 'title', typing)}
        />
        <Pair>
          <SelectField
            label="Kind"
            value={component.kind}
            options={KINDS.map((kind) => ({ value: kind, label: KIND_NAMES[kind] }))}
            onChange={(picked) =>
              set({ kind: KINDS.find((kind) => kind === picked) ?? component.kind }, 'kind')
            }
          />
          <SelectField
            label="Zone"
            value={component.zone ?? ''}
            options={zoneOptions(model)}
            onChange={(zone) => setZone([component.id], zone === '' ? null : zone)}
          />
        </Pair>
        <TagsField
          label="Technologies"
          values={component.technologies}
          suggestions={TECHNOLOGIES}
          hint={guessed.length > 0 ? `Read from the title: ${guessed.join(', ')}` : undefined}
          onChange={(technologies) => set({ technologies }, 'technologies')}
        />
        <EditArea
          label="Description"
          value={component.description}
          onEdit={(description, typing) => set({ description }, 'description', typing)}
        />
        <EditText
          label="Note beside the title"
          value={component.note}
          onEdit={(note, typing) => set({ note }, 'note', typing)}
        />
      </div>
      <Section title="Exposure" open>
        {FACTS.map(([key, label, what]) => (
          <TriState
            key={key}
            label={label}
            value={component[key]}
            onChange={(value) => set({ [key]: value }, what)}
          />
        ))}
      </Section>
      <Section title="Data" open count={new Set([...component.dataProcessed, ...component.dataStored]).size}>
        {(['dataProcessed', 'dataStored'] as const).map((key) => (
          <EditDataAssets
            key={key}
            label={key === 'dataStored' ? 'Stores' : 'Processes'}
            model={model}
            ids={component[key]}
            onEdit={(ids, prepare) =>
              applyModel(
                (present) => updateComponent(prepare(present), component.id, { [key]: ids }),
                `Set data of ${component.title}`,
              )
            }
          />
        ))}
        <TagsField
          label="Formats accepted"
          values={component.formatsAccepted}
          suggestions={FORMATS}
          onChange={(formatsAccepted) => set({ formatsAccepted }, 'formats')}
        />
        <EditChoice
          label="Encryption at rest"
          value={component.encryption}
          words={ENCRYPTIONS}
          onEdit={(encryption) => set({ encryption }, 'encryption')}
        />
      </Section>
      <Section title="Protection needs">
        <EditChoice
          label="Confidentiality"
          value={component.confidentiality}
          words={CONFIDENTIALITIES}
          onEdit={(confidentiality) => set({ confidentiality }, 'confidentiality')}
        />
        <Pair>
          <EditChoice
            label="Integrity"
            value={component.integrity}
            words={CRITICALITIES}
            onEdit={(integrity) => set({ integrity }, 'integrity')}
          />
          <EditChoice
            label="Availability"
            value={component.availability}
            words={CRITICALITIES}
            onEdit={(availability) => set({ availability }, 'availability')}
          />
        </Pair>
      </Section>
      <Section title="More">
        <Pair>
          <EditChoice
            label="Machine"
            value={component.machine}
            words={MACHINES}
            onEdit={(machine) => set({ machine }, 'machine')}
          />
          <EditChoice
            label="Size"
            value={component.size}
            words={SIZES}
            onEdit={(size) => set({ size }, 'size')}
          />
        </Pair>
        <Pair>
          <EditChoice
            label="Usage"
            value={component.usage}
            words={USAGES}
            onEdit={(usage) => set({ usage }, 'usage')}
          />
          <EditText
            label="Owner"
            value={component.owner}
            onEdit={(owner, typing) => set({ owner }, 'owner', typing)}
          />
        </Pair>
        <TagsField label="Tags" values={component.tags} onChange={(tags) => set({ tags }, 'tags')} />
        <EditArea
          label="Out of scope because"
          placeholder="In scope"
          hint="With a reason here it counts as analysed."
          value={component.outOfScope}
          onEdit={(outOfScope, typing) => set({ outOfScope }, 'scope', typing)}
        />
      </Section>
    </>
  )
}
