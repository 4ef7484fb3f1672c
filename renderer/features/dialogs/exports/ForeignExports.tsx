import { useEffect, useRef, useState } from 'react'
import type { Diagnostic } from '../../../../shared/core/diagnostics.ts'
import type { Format } from '../../../../shared/formats/formats.ts'
import { exportForeign, FOREIGN_EXPORTS } from '../../../actions/exports/foreign.ts'
import { chooseFiles } from '../../../platform/choose-files.ts'
import { type Problem, problemOf } from '../../../state/session.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { ToldList } from '../../../ui/told/ToldList.tsx'
import dialogs from '../Dialogs.module.css'
import styles from './ForeignExports.module.css'

/** Other tools' formats: a new file, or one that is there and keeps what a model cannot hold. */
export function ForeignExports({ disabled }: { readonly disabled: boolean }) {
  const [told, setTold] = useState<{ readonly title: string; readonly lost: readonly Diagnostic[] } | null>(
    null,
  )
  const [problem, setProblem] = useState<Problem | null>(null)
  const said = useRef<HTMLDivElement>(null)
  // It stands at the end of a long list.
  useEffect(() => {
    if (told || problem) said.current?.scrollIntoView({ block: 'nearest' })
  }, [told, problem])
  const run = async (format: Format, base?: File) => {
    setTold(null)
    setProblem(null)
    await exportForeign(format, base).then(
      (lost) => setTold({ title: format.title, lost }),
      (error) => setProblem(problemOf(error)),
    )
  }
  return (
    <>
      <h3 className={styles.head}>Other tools</h3>
      <ul className={dialogs.formats}>
        {FOREIGN_EXPORTS.map((format) => (
          <li key={format.id} className={dialogs.format}>
            <span className={dialogs.name}>
              <strong>{format.title}</strong>
              <span className={dialogs.about}>{disabled ? 'Only of the whole model' : format.about}</span>
            </span>
            <Button
              aria-label={`Update a file of ${format.title}`}
              disabled={disabled}
              onClick={() => chooseFiles(false, ([file]) => file && void run(format, file))}
            >
              Update a file…
            </Button>
            <Button
              aria-label={`Download ${format.title}`}
              disabled={disabled}
              onClick={() => void run(format)}
            >
              Download
            </Button>
          </li>
        ))}
      </ul>
      <div role="status" ref={said}>
        {problem ? (
          <p className={styles.problem}>
            <strong>{problem.message}</strong> {problem.hint}
          </p>
        ) : null}
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
