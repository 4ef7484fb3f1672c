import { X } from 'lucide-react'
import { useMemo } from 'react'
import { boundaryCoverage } from '../../../shared/analysis/coverage.ts'
import { ZONE_TYPES } from '../../../shared/model/names/words.ts'
import { titleOf } from '../../../shared/model/queries.ts'
import type { Boundary, Model } from '../../../shared/model/schema.ts'
import { analyseWithBoth } from '../../actions/drafting.ts'
import { runAction } from '../../actions/index.ts'
import { useSettledDocument } from '../../state/document.ts'
import { putLineOn, setBoundary, setZone } from '../../state/elements/attributes.ts'
import { markBoundaryAnalysed } from '../../state/threats/analysis.ts'
import { threatsByTarget } from '../../state/threats/threats.ts'
import { select } from '../../state/ui.ts'
import { Button, IconButton } from '../../ui/controls/Button.tsx'
import { CoverageCells } from '../../ui/coverage/CellMark.tsx'
import { SelectField } from '../../ui/fields/Fields.tsx'
import { TagsField } from '../../ui/fields/TagsField.tsx'
import { EditChoice } from './fields/Choice.tsx'
import { Section } from './fields/Section.tsx'
import { EditArea, EditText } from './fields/Text.tsx'
import styles from './Inspector.module.css'
import { zoneOptions } from './zones.ts'

/** A zone or line boundary with the crossings that are its reason to exist. */
export function BoundaryForm({ model, boundary }: { readonly model: Model; readonly boundary: Boundary }) {
  const set = (changes: Partial<Omit<Boundary, 'id' | 'kind'>>, what: string, typing?: string) =>
    setBoundary(boundary.id, changes, what, typing)
  const isZone = boundary.kind === 'zone'
  return (
    <>
      <div className={styles.main}>
        <EditText
          label="Title"
          value={boundary.title}
          required
          onEdit={(title, typing) => set({ title: title ?? boundary.title }, 'title', typing)}
        />
        {isZone ? (
          <>
            <EditChoice
              label="Type"
              value={boundary.type}
              words={ZONE_TYPES}
              onEdit={(type) => set({ type }, 'type')}
            />
            <SelectField
              label="Inside"
              value={boundary.parent ?? ''}
              options={zoneOptions(model, boundary.id)}
              onChange={(parent) => setZone([boundary.id], parent === '' ? null : parent)}
            />
          </>
        ) : null}
        <EditArea
          label="Description"
          value={boundary.description}
          onEdit={(description, typing) => set({ description }, 'description', typing)}
        />
        <TagsField label="Tags" values={boundary.tags} onChange={(tags) => set({ tags }, 'tags')} />
      </div>
      <Crossings model={model} boundary={boundary} />
    </>
  )
}

function Crossings({ model, boundary }: { readonly model: Model; readonly boundary: Boundary }) {
  const document = useSettledDocument()
  const threats = threatsByTarget(document)
  const rows = useMemo(
    () => boundaryCoverage(document.model, document.drafts, boundary.id),
    [document.model, document.drafts, boundary.id],
  )
  const analysed = rows.filter((row) => row.analysed).length
  return (
    <Section title="Crossings" open count={rows.length}>
      {rows.length === 0 ? (
        <p className={styles.quiet}>
          Nothing crosses this boundary.{' '}
          {boundary.kind === 'line' ? 'Select a flow and put this line on it.' : null}
        </p>
      ) : (
        <>
          <p className={styles.quiet}>
            {analysed} of {rows.length} analysed
          </p>
          <ul className={styles.rows}>
            {rows.map((row) => {
              const count = (threats.get(row.target) ?? []).filter(
                (threat) => threat.kind !== 'rejected',
              ).length
              return (
                <li key={row.target}>
                  <button type="button" className={styles.crossing} onClick={() => select([row.target])}>
                    <span className={styles.name}>{titleOf(model, row.target)}</span>
                    <CoverageCells cells={row.cells} />
                    <span className={styles.figure} title={`${count} threats`}>
                      {count}
                    </span>
                  </button>
                  {boundary.kind === 'line' ? (
                    <IconButton
                      icon={X}
                      size="small"
                      label={`Take the line off ${titleOf(model, row.target)}`}
                      onClick={() => putLineOn(boundary.id, row.target, false)}
                    />
                  ) : null}
                </li>
              )
            })}
          </ul>
          <div className={styles.buttons}>
            {boundary.kind === 'line' ? (
              <Button onClick={() => void runAction('line.redraw')}>Draw it anew</Button>
            ) : null}
            <Button onClick={() => void analyseWithBoth(boundary.id)}>Analyse this boundary</Button>
            <Button onClick={() => markBoundaryAnalysed(boundary.id)}>Mark crossings analysed</Button>
          </div>
        </>
      )}
    </Section>
  )
}
