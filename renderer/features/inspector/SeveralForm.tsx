import { plural } from '../../../shared/core/text.ts'
import { updateComponent } from '../../../shared/model/edits/components.ts'
import { AUTHENTICATIONS, PROTOCOLS, TECHNOLOGIES } from '../../../shared/model/names/words.ts'
import { indexOf } from '../../../shared/model/queries.ts'
import type { Component, Flow, Model } from '../../../shared/model/schema.ts'
import { applyModel, setComponents, setFlows, setZone } from '../../state/elements/attributes.ts'
import { dismissedWords, setAnalysed } from '../../state/threats/analysis.ts'
import { notify } from '../../state/ui.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { TriState } from '../../ui/controls/Choices.tsx'
import { SelectField } from '../../ui/fields/Fields.tsx'
import { TagsField } from '../../ui/fields/TagsField.tsx'
import { AlignRow } from './AlignRow.tsx'
import { EditText } from './fields/Text.tsx'
import styles from './Inspector.module.css'
import { zoneOptions } from './zones.ts'

const MIXED = '\u0000mixed'

/** What several selected elements have in common; a change goes to all of them in one step. */
export function SeveralForm({ model, refs }: { readonly model: Model; readonly refs: readonly string[] }) {
  const index = indexOf(model)
  const components = refs.flatMap((ref) => index.components.get(ref) ?? [])
  const flows = refs.flatMap((ref) => index.flows.get(ref) ?? [])
  const zones = refs.flatMap((ref) => index.boundaries.get(ref) ?? [])
  const targets = [
    ...components.map((component) => component.id),
    ...refs.filter((ref) => index.flows.has(ref)),
  ]
  const counts = [
    [components.length, 'component'],
    [flows.length, 'flow'],
    [zones.length, 'boundary', 'boundaries'],
  ] as const
  return (
    <div className={styles.main}>
      <p className={styles.quiet}>
        {counts
          .filter(([count]) => count > 0)
          .map(([count, noun, nouns]) => plural(count, noun, nouns))
          .join(', ')}
      </p>
      <AlignRow />
      {components.length > 0 ? <CommonComponents model={model} components={components} /> : null}
      {flows.length > 0 ? (
        <CommonFlows flows={flows} refs={refs.filter((ref) => index.flows.has(ref))} />
      ) : null}
      {targets.length > 0 ? (
        <div className={styles.buttons}>
          <Button
            onClick={() => {
              const dismissed = setAnalysed(targets, plural(targets.length, 'target'))
              notify('done', dismissedWords(targets.length, dismissed))
            }}
          >
            Mark analysed
          </Button>
        </div>
      ) : null}
    </div>
  )
}

function CommonComponents({
  model,
  components,
}: {
  readonly model: Model
  readonly components: readonly Component[]
}) {
  const ids = components.map((component) => component.id)
  const zone = common(components, (component) => component.zone ?? '')
  const internet = common(components, (component) => component.internet)
  const tags = shared(components.map((component) => component.tags))
  const technologies = shared(components.map((component) => component.technologies))
  const setList = (key: 'tags' | 'technologies', before: readonly string[], after: readonly string[]) => {
    applyModel(
      (present) =>
        components.reduce((changed, component) => {
          const own = component[key].filter((word) => !before.includes(word))
          return updateComponent(changed, component.id, { [key]: [...own, ...after] })
        }, present),
      `Set ${key} of ${components.length} components`,
    )
  }
  return (
    <>
      <SelectField
        label="Zone"
        value={zone === MIXED ? MIXED : (zone ?? '')}
        options={[
          ...(zone === MIXED ? [{ value: MIXED, label: 'Several zones' }] : []),
          ...zoneOptions(model),
        ]}
        onChange={(picked) => setZone(ids, picked === '' ? null : picked)}
      />
      <TagsField
        label="Technologies of all"
        values={technologies}
        suggestions={TECHNOLOGIES}
        onChange={(next) => setList('technologies', technologies, next)}
      />
      <TagsField label="Tags of all" values={tags} onChange={(next) => setList('tags', tags, next)} />
      <TriState
        label="On the internet"
        value={internet === MIXED ? undefined : internet}
        onChange={(value) => setComponents(ids, { internet: value }, 'internet')}
      />
    </>
  )
}

function CommonFlows({ flows, refs }: { readonly flows: readonly Flow[]; readonly refs: readonly string[] }) {
  return (
    <>
      {(['protocol', 'authentication'] as const).map((key) => {
        const value = common(flows, (flow) => flow[key])
        return (
          <EditText
            key={key}
            label={key === 'protocol' ? 'Protocol of all' : 'Authentication of all'}
            value={value === MIXED ? undefined : value}
            placeholder={value === MIXED ? 'Several' : 'Not stated'}
            suggestions={key === 'protocol' ? PROTOCOLS : AUTHENTICATIONS}
            onEdit={(text, typing) => setFlows(refs, { [key]: text }, key, typing)}
          />
        )
      })}
    </>
  )
}

function common<T, V>(items: readonly T[], read: (item: T) => V): V | typeof MIXED {
  const values = new Set(items.map(read))
  const [first] = values
  return values.size === 1 ? (first as V) : MIXED
}

function shared(lists: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...rest] = lists
  return first.filter((word) => rest.every((list) => list.includes(word)))
}
