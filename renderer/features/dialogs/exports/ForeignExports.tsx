import { Fragment, useEffect, useRef, useState } from 'react'
import type { Diagnostic } from '../../../../shared/core/diagnostics.ts'
import type { Format } from '../../../../shared/formats/formats.ts'
import type { UpdatedFile } from '../../../../shared/protocol/foreign.ts'
import { exportForeign, FOREIGN_EXPORTS } from '../../../actions/exports/foreign.ts'
import {
  isChosenInPlace,
  listUpdatable,
  type Updatable,
  updateChosen,
  updateListed,
} from '../../../actions/exports/update-file.ts'
import { type Problem, problemOf } from '../../../state/session.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { ToldList } from '../../../ui/told/ToldList.tsx'
import dialogs from '../Dialogs.module.css'
import styles from './ForeignExports.module.css'
import { UpdateList } from './UpdateList.tsx'

interface Told {
  readonly title: string
  /** What became of a file that was there. */
  readonly words?: string
  readonly lost: readonly Diagnostic[]
}

/** Other tools' formats: a new file, or one that is there and keeps what a model cannot hold. */
export function ForeignExports({ disabled }: { readonly disabled: boolean }) {
  const [told, setTold] = useState<Told | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [updating, setUpdating] = useState<{
    readonly format: string
    readonly files: readonly Updatable[]
    readonly isComplete: boolean
  } | null>(null)
  const said = useRef<HTMLDivElement>(null)
  // It stands at the end of a long list.
  useEffect(() => {
    if (told || problem) said.current?.scrollIntoView({ block: 'nearest' })
  }, [told, problem])
  const run = async (work: () => Promise<Told | null>) => {
    setTold(null)
    setProblem(null)
    await work().then(setTold, (error) => setProblem(problemOf(error)))
  }
  const update = (format: Format, write: () => Promise<UpdatedFile | null>, isCopy = false) =>
    run(async () => {
      try {
        return toldOf(format, await write(), isCopy)
      } finally {
        // Who updates twice means the file that is there by then.
        if (updating) setUpdating({ format: format.id, ...(await listUpdatable(format)) })
      }
    })
  const ask = (format: Format) =>
    run(async () => {
      if (updating?.format === format.id) {
        setUpdating(null)
        return null
      }
      const found = await listUpdatable(format)
      if (found.files.length > 0) {
        setUpdating({ format: format.id, ...found })
        return null
      }
      setUpdating(null)
      return toldOf(format, await updateChosen(format), !isChosenInPlace)
    })
  return (
    <>
      <h3 className={styles.head}>Other tools</h3>
      <ul className={dialogs.formats}>
        {FOREIGN_EXPORTS.map((format) => (
          <Fragment key={format.id}>
            <li className={dialogs.format}>
              <span className={dialogs.name}>
                <strong>{format.title}</strong>
                <span className={dialogs.about}>{disabled ? 'Only of the whole model' : format.about}</span>
              </span>
              <Button
                aria-label={`Update a file of ${format.title}`}
                aria-expanded={updating?.format === format.id}
                disabled={disabled}
                onClick={() => void ask(format)}
              >
                Update a file…
              </Button>
              <Button
                aria-label={`Download ${format.title}`}
                disabled={disabled}
                onClick={() =>
                  void run(async () => ({ title: format.title, lost: await exportForeign(format) }))
                }
              >
                Download
              </Button>
            </li>
            {updating?.format === format.id && !disabled ? (
              <UpdateList
                title={format.title}
                files={updating.files}
                isComplete={updating.isComplete}
                onUpdate={(file) => void update(format, () => updateListed(format, file))}
                onChoose={() => void update(format, () => updateChosen(format), !isChosenInPlace)}
              />
            ) : null}
          </Fragment>
        ))}
      </ul>
      <div role="status" ref={said}>
        {problem ? (
          <p className={styles.problem}>
            <strong>{problem.message}</strong> {problem.hint}
          </p>
        ) : null}
        {told?.words === undefined ? null : <p>{told.words}</p>}
        {told ? (
          told.lost.length === 0 ? (
            <p className={styles.quiet}>{told.title} holds all of this model.</p>
          ) : (
            <ToldList title={`What ${told.title} does not hold`} diagnostics={told.lost} isOpen />
          )
        ) : null}
      </div>
    </>
  )
}

function toldOf({ title }: Format, updated: UpdatedFile | null, isCopy = false): Told | null {
  if (!updated) return null
  const { file, changed, diagnostics } = updated
  // What is downloaded says so itself.
  if (isCopy) return { title, lost: diagnostics }
  const words = changed
    ? `${file} has this model in it.`
    : `${file} says all of this already: it was not touched.`
  return { title, words, lost: diagnostics }
}
