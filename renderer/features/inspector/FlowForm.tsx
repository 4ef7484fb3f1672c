import { crossingsOf } from '../../../shared/model/crossings.ts'
import { updateFlow } from '../../../shared/model/edits/flows.ts'
import { flowRef } from '../../../shared/model/ids.ts'
import { AUTHENTICATIONS, AUTHORIZATIONS, PROTOCOLS, USAGES } from '../../../shared/model/names/words.ts'
import { indexOf, titleOf } from '../../../shared/model/queries.ts'
import type { Flow, Model } from '../../../shared/model/schema.ts'
import { encryptionOf } from '../../../shared/model/technology.ts'
import { applyModel, putLineOn, setFlowEnds, setFlows } from '../../state/elements/attributes.ts'
import { setScope } from '../../state/threats/analysis.ts'
import { select } from '../../state/ui.ts'
import { CheckField, TriState } from '../../ui/controls/Choices.tsx'
import { SelectField } from '../../ui/fields/Fields.tsx'
import { TagsField } from '../../ui/fields/TagsField.tsx'
import { EditChoice } from './fields/Choice.tsx'
import { EditDataAssets } from './fields/DataAssets.tsx'
import { Pair, Section } from './fields/Section.tsx'
import { EditArea, EditText } from './fields/Text.tsx'
import styles from './Inspector.module.css'

const ENCRYPTION_WORDS = {
  encrypted: 'Encrypted in transit',
  plain: 'Not encrypted in transit',
  local: 'Stays on one machine',
  unknown: 'Encryption is not stated',
} as const

const FACTS = [
  ['vpn', 'Over a VPN', 'VPN'],
  ['ipFiltered', 'IP filtered', 'IP filter'],
  ['readonly', 'Read only', 'read only'],
] as const

/** Every attribute of one flow, and the boundaries that it crosses. */
export function FlowForm({ model, flow }: { readonly model: Model; readonly flow: Flow }) {
  const ref = flowRef(flow)
  const set = (changes: Partial<Omit<Flow, 'id' | 'from' | 'to'>>, what: string, typing?: string) =>
    setFlows([ref], changes, what, typing)
  const ends = model.components.map(({ id, title }) => ({ value: id, label: title }))
  return (
    <>
      <div className={styles.main}>
        <EditText
          label="Title"
          value={flow.title}
          placeholder={titleOf(model, ref)}
          onEdit={(title, typing) => set({ title: title ?? '' }, 'title', typing)}
        />
        <Pair>
          <SelectField
            label="From"
            value={flow.from}
            options={ends}
            onChange={(from) => setFlowEnds(ref, { from, to: flow.to })}
          />
          <SelectField
            label="To"
            value={flow.to}
            options={ends}
            onChange={(to) => setFlowEnds(ref, { from: flow.from, to })}
          />
        </Pair>
        <EditText
          label="Protocol"
          value={flow.protocol}
          suggestions={PROTOCOLS}
          hint={ENCRYPTION_WORDS[encryptionOf(flow)]}
          onEdit={(protocol, typing) => set({ protocol }, 'protocol', typing)}
        />
        <Pair>
          <EditText
            label="Authentication"
            value={flow.authentication}
            suggestions={AUTHENTICATIONS}
            placeholder="Not stated"
            onEdit={(authentication, typing) => set({ authentication }, 'authentication', typing)}
          />
          <EditText
            label="Authorization"
            value={flow.authorization}
            suggestions={AUTHORIZATIONS}
            placeholder="Not stated"
            onEdit={(authorization, typing) => set({ authorization }, 'authorization', typing)}
          />
        </Pair>
        <EditArea
          label="Description"
          value={flow.description}
          onEdit={(description, typing) => set({ description }, 'description', typing)}
        />
      </div>
      <Boundaries model={model} flow={flow} />
      <Section title="Data" open count={new Set([...flow.dataSent, ...flow.dataReceived]).size}>
        {(['dataSent', 'dataReceived'] as const).map((key) => (
          <EditDataAssets
            key={key}
            label={key === 'dataSent' ? 'Sent' : 'Received'}
            model={model}
            ids={flow[key]}
            onEdit={(ids, prepare) =>
              applyModel(
                (present) => updateFlow(prepare(present), ref, { [key]: ids }),
                `Set data of ${titleOf(model, ref)}`,
              )
            }
          />
        ))}
      </Section>
      <Section title="Protection" open>
        {FACTS.map(([key, label, what]) => (
          <TriState
            key={key}
            label={label}
            value={flow[key]}
            onChange={(value) => set({ [key]: value }, what)}
          />
        ))}
      </Section>
      <Section title="More">
        <EditChoice
          label="Usage"
          value={flow.usage}
          words={USAGES}
          onEdit={(usage) => set({ usage }, 'usage')}
        />
        <TagsField label="Tags" values={flow.tags} onChange={(tags) => set({ tags }, 'tags')} />
        {crossingsOf(model).has(ref) ? (
          <EditArea
            label="Out of scope because"
            placeholder="In scope"
            hint="With a reason here the crossing counts as analysed."
            value={indexOf(model).analyses.get(ref)?.outOfScope}
            onEdit={(reason, typing) => setScope(ref, reason ?? '', typing)}
          />
        ) : null}
      </Section>
    </>
  )
}

function Boundaries({ model, flow }: { readonly model: Model; readonly flow: Flow }) {
  const ref = flowRef(flow)
  const crossed = crossingsOf(model).get(ref)?.boundaries ?? []
  const lines = model.boundaries.filter((boundary) => boundary.kind === 'line')
  return (
    <Section title="Boundaries" open count={crossed.length}>
      {crossed.length === 0 ? (
        <p className={styles.quiet}>Both ends are in the same zone, so it crosses no boundary.</p>
      ) : (
        <p className={styles.chips}>
          <span className={styles.quiet}>Crosses</span>
          {crossed.map((id) => (
            <button key={id} type="button" className={styles.boundary} onClick={() => select([id])}>
              {titleOf(model, id)}
            </button>
          ))}
        </p>
      )}
      {lines.map((line) => (
        <CheckField
          key={line.id}
          label={`On ${line.title}`}
          checked={line.crossedBy.includes(ref)}
          onChange={(isOn) => putLineOn(line.id, ref, isOn)}
        />
      ))}
    </Section>
  )
}
