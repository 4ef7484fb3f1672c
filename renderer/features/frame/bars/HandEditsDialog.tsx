import { plural } from '../../../../shared/core/text.ts'
import type { HandEdit } from '../../../../shared/text-editing/hand-edits.ts'
import {
  applyProposal,
  dismissHandEdits,
  type Proposal,
  useHandEdits,
} from '../../../state/derived/hand-edits.ts'
import { saveModel } from '../../../state/saving.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Dialog } from '../../../ui/frame/Dialog.tsx'
import styles from './HandEditsDialog.module.css'

/** More would only be scrolled past. */
const MOST_SHOWN = 200

/** What edited files change of the model, before it is applied. */
export function HandEditsDialog() {
  const proposal = useHandEdits((state) => state.proposal)
  if (!proposal) return null
  const names = proposal.sources.map(({ path }) => path)
  const { conflicts, edits, document } = proposal.read
  const disputes = [...conflicts, ...proposal.conflicts]
  const older = proposal.sources.filter(({ isOlder }) => isOlder).map(({ path }) => path)
  return (
    <Dialog
      title={`Changes of ${names.join(' and ')}`}
      onClose={dismissHandEdits}
      footer={<Answers proposal={proposal} isAgainst={disputes.length > 0} />}
    >
      {older.length > 0 ? (
        <p className={styles.lead}>
          The model was changed after {older.join(' and ')}: applying may take that change back. To keep the
          model as it is, cancel and choose Overwrite.
        </p>
      ) : null}
      {document === null && conflicts.length === 0 ? (
        <Problems proposal={proposal} />
      ) : (
        edits.map((edit) => <Changes key={edit.path} edit={edit} isNamed={edits.length > 1} />)
      )}
      {disputes.length > 0 ? (
        <section aria-label="Conflicts">
          <p className={styles.lead}>
            These are said differently, so nothing can be applied yet. Change one of them.
          </p>
          <ul className={styles.list}>
            {disputes.map((dispute) => (
              <li key={dispute}>{dispute}</li>
            ))}
          </ul>
        </section>
      ) : null}
    </Dialog>
  )
}

function Answers({ proposal, isAgainst }: { readonly proposal: Proposal; readonly isAgainst: boolean }) {
  const { document, edits } = proposal.read
  const cancel = (
    <Button onClick={dismissHandEdits}>{document === null || isAgainst ? 'Close' : 'Cancel'}</Button>
  )
  if (document === null || isAgainst) return cancel
  const count = edits.reduce((sum, { changes }) => sum + changes.length, 0)
  const overwrite = () => {
    dismissHandEdits()
    void saveModel(proposal.sources.map(({ path }) => path))
  }
  return (
    <>
      {cancel}
      {count === 0 ? (
        <Button variant="primary" data-autofocus onClick={overwrite}>
          Overwrite
        </Button>
      ) : (
        <Button variant="primary" data-autofocus onClick={() => void applyProposal()}>
          Apply {plural(count, 'change')}
        </Button>
      )}
    </>
  )
}

function Problems({ proposal }: { readonly proposal: Proposal }) {
  const errors = proposal.read.diagnostics.filter(({ severity }) => severity === 'error')
  return (
    <>
      <p className={styles.lead}>The text cannot be read. Mend it there, or overwrite it from the model.</p>
      <ul className={styles.list}>
        {errors.slice(0, MOST_SHOWN).map(({ file, message, range }) => {
          const line = range ? `Line ${range.start.line}: ` : ''
          return (
            <li key={`${file} ${range?.start.line} ${range?.start.column} ${message}`}>
              <strong>{line}</strong>
              {message}
            </li>
          )
        })}
      </ul>
    </>
  )
}

function Changes({
  edit: { path, changes },
  isNamed,
}: {
  readonly edit: HandEdit
  readonly isNamed: boolean
}) {
  const more = changes.length - MOST_SHOWN
  return (
    <section aria-label={path}>
      {isNamed ? <h3 className={styles.file}>{path}</h3> : null}
      {changes.length === 0 ? (
        <p className={styles.lead}>Only comments or spelling differ. Overwrite prints the file anew.</p>
      ) : (
        <ul className={styles.list}>
          {changes.slice(0, MOST_SHOWN).map((change) => (
            <li key={change}>{change}</li>
          ))}
          {more > 0 ? <li>And {more} more.</li> : null}
        </ul>
      )}
    </section>
  )
}
