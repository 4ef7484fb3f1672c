import { FileText, Layers, StickyNote } from 'lucide-react'
import type { ReactNode } from 'react'
import { plural } from '../../../shared/core/text.ts'
import { crossingsOf } from '../../../shared/model/crossings.ts'
import type { CanvasNote } from '../../../shared/model/layout.ts'
import { indexOf, titleOf } from '../../../shared/model/queries.ts'
import type { Component, Model } from '../../../shared/model/schema.ts'
import { useDocument } from '../../state/document.ts'
import { setCanvasNote } from '../../state/elements/attributes.ts'
import { KIND_NAMES } from '../../state/elements/labels.ts'
import { useUi } from '../../state/ui.ts'
import { ElementIcon } from '../../ui/marks/ElementIcon.tsx'
import { BoundaryForm } from './BoundaryForm.tsx'
import { ComponentForm } from './ComponentForm.tsx'
import { FlowForm } from './FlowForm.tsx'
import { EditArea } from './fields/Text.tsx'
import styles from './Inspector.module.css'
import { ModelForm } from './ModelForm.tsx'
import { SeveralForm } from './SeveralForm.tsx'
import { TargetThreats } from './TargetThreats.tsx'

const LINE = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const

/** The right panel: the attributes of what is selected, or of the model while nothing is. */
export function Inspector() {
  const model = useDocument((state) => state.history.present.model)
  const notes = useDocument((state) => state.history.present.layout.notes)
  const readOnly = useDocument((state) => state.readOnly)
  const selection = useUi((state) => state.selection)
  const known = selection.filter((ref) => exists(model, notes, ref))
  return (
    <aside className={styles.panel} aria-label="Inspector">
      <fieldset className={styles.fields} disabled={readOnly} key={known.join('\n')}>
        <Content model={model} notes={notes} refs={known} />
      </fieldset>
    </aside>
  )
}

function Content({
  model,
  notes,
  refs,
}: {
  readonly model: Model
  readonly notes: readonly CanvasNote[]
  readonly refs: readonly string[]
}) {
  const [ref, ...others] = refs
  if (ref === undefined) {
    return (
      <>
        <Head icon={<FileText {...LINE} />} kind="Threat model" title={model.title} />
        <ModelForm model={model} />
      </>
    )
  }
  if (others.length > 0) {
    return (
      <>
        <Head
          icon={<Layers {...LINE} />}
          kind="Selection"
          title={`${plural(refs.length, 'element')} selected`}
        />
        <SeveralForm model={model} refs={refs} />
      </>
    )
  }
  const { flows, boundaries } = indexOf(model)
  const component = findComponent(model, ref)
  if (component) {
    return (
      <>
        <Head
          icon={<ElementIcon kind={component.kind} />}
          kind={KIND_NAMES[component.kind]}
          title={component.title}
        />
        <ComponentForm model={model} component={component} />
        <TargetThreats model={model} target={ref} />
      </>
    )
  }
  const flow = flows.get(ref)
  if (flow) {
    return (
      <>
        <Head
          icon={<ElementIcon kind="flow" crosses={crossingsOf(model).has(ref)} />}
          kind="Flow"
          title={titleOf(model, ref)}
        />
        <FlowForm model={model} flow={flow} />
        <TargetThreats model={model} target={ref} />
      </>
    )
  }
  const boundary = boundaries.get(ref)
  if (boundary) {
    return (
      <>
        <Head
          icon={<ElementIcon kind={boundary.kind} />}
          kind={boundary.kind === 'zone' ? 'Zone boundary' : 'Line boundary'}
          title={boundary.title}
        />
        <BoundaryForm model={model} boundary={boundary} />
        <TargetThreats model={model} target={`boundary:${ref}`} />
      </>
    )
  }
  const note = notes.find(({ id }) => `note:${id}` === ref)
  if (!note) return null
  return (
    <>
      <Head icon={<StickyNote {...LINE} />} kind="Canvas note" title="Note" />
      <div className={styles.main}>
        <EditArea
          label="Text"
          rows={6}
          hint="A remark on the drawing. It is not part of the model."
          value={note.text}
          onEdit={(text, typing) => setCanvasNote(note.id, { text: text ?? '' }, typing)}
        />
      </div>
    </>
  )
}

function Head({
  icon,
  kind,
  title,
}: {
  readonly icon: ReactNode
  readonly kind: string
  readonly title: string
}) {
  return (
    <header className={styles.head}>
      <span className={styles.icon}>{icon}</span>
      <div className={styles.heading}>
        <h2 className={styles.title}>{title}</h2>
        <p className={styles.quiet}>{kind}</p>
      </div>
    </header>
  )
}

function exists(model: Model, notes: readonly CanvasNote[], ref: string): boolean {
  if (ref.startsWith('note:')) return notes.some(({ id }) => `note:${id}` === ref)
  const { flows, boundaries } = indexOf(model)
  return findComponent(model, ref) !== undefined || flows.has(ref) || boundaries.has(ref)
}

/** By looking: an index of all components would be made anew for every letter of a title. */
function findComponent(model: Model, ref: string): Component | undefined {
  return model.components.find(({ id }) => id === ref)
}
