import { useEffect, useState } from 'react'
import {
  prepareDescription,
  proposeDiagram,
  setProse,
  stopDescribing,
  useDescribe,
} from '../../state/llm/describe.ts'
import { loadSetup, openLlmSettings, useSetup, whatIsMissing } from '../../state/llm/setup.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { TextArea } from '../../ui/fields/Fields.tsx'
import { PlanView } from '../../ui/plan/PlanView.tsx'
import styles from './DescribeArea.module.css'
import { newModelStore, setNewModel } from './new-model/new-model.ts'

const MISSING = {
  trust: 'This folder is restricted: the language model is not asked until you trust it.',
  key: 'The language model has no API key yet.',
  test: 'The connection to the language model was not tested yet.',
} as const

/** Prose in, a diagram as text out, which the person reads and edits before anything is created. */
export function DescribeArea({ path }: { readonly path: string }) {
  const { prose, plan, body, run, preparing, problem } = useDescribe((state) => state)
  const llm = useSetup((state) => state.llm)
  const [isShown, setShown] = useState(false)
  useEffect(() => void loadSetup(), [])
  const missing = llm ? whatIsMissing(llm) : null
  const item = plan?.items[0]
  const isReady = llm !== null && missing === null && prose.trim() !== '' && !preparing && run === null
  const show = async () => {
    if (isShown && plan) setShown(false)
    else if (await prepareDescription(path)) setShown(true)
  }
  const propose = async () => {
    // What is sent is what was shown, so it is looked at first.
    if (!plan || !isShown) return await show()
    const text = await proposeDiagram()
    setShown(false)
    if (text !== null) setNewModel({ source: 'text', text: withPasted(text), file: null })
  }
  return (
    <div className={styles.describe}>
      <TextArea
        label="The system in your own words"
        value={prose}
        rows={5}
        maxLength={100_000}
        disabled={run !== null}
        data-autofocus
        className={styles.prose}
        placeholder="A browser talks to a web shop over TLS. The shop keeps orders in a database in our network and asks a payment provider."
        onChange={setProse}
      />
      {missing === null ? null : (
        <p className={styles.missing}>
          {MISSING[missing]}
          <Button onClick={() => openLlmSettings(missing)}>Open settings</Button>
        </p>
      )}
      <div className={styles.buttons}>
        {run === null ? (
          <>
            <Button disabled={!isReady} onClick={() => void show()}>
              {isShown && plan ? 'Hide what is sent' : 'Show what is sent'}
            </Button>
            <Button disabled={!isReady || !plan || !isShown} onClick={() => void propose()}>
              Propose a diagram
            </Button>
          </>
        ) : (
          <Button onClick={() => void stopDescribing()}>Stop</Button>
        )}
        <span role="status" className={styles.quiet}>
          {run === null
            ? preparing
              ? 'Building the request'
              : 'Nothing is sent before you have seen it and press Propose.'
            : 'Waiting for the proposal'}
        </span>
      </div>
      {problem ? (
        <p role="alert" className={styles.problem}>
          <strong>{problem.message}</strong> {problem.hint}
        </p>
      ) : null}
      {isShown && plan && item ? (
        <PlanView
          plan={plan}
          selected={item.id}
          body={body === null ? { state: 'reading' } : { state: 'shown', text: body }}
          onSelect={() => {}}
        />
      ) : null}
    </div>
  )
}

/** A text that was pasted before stays below, as comments, until the person removes it. */
function withPasted(proposal: string): string {
  const pasted = newModelStore.getState().text.trim()
  if (pasted === '' || pasted === proposal.trim()) return proposal
  const kept = pasted.split('\n').map((line) => `# ${line}`)
  return `${proposal.trimEnd()}\n\n# What was here before the proposal:\n${kept.join('\n')}\n`
}

/** What a proposal held that could not be taken, beside the text that was made of the rest. */
export function DroppedParts() {
  const dropped = useDescribe((state) => state.dropped)
  if (dropped.length === 0) return null
  return (
    <details className={styles.dropped}>
      <summary>{`Not taken from the proposal: ${dropped.length}`}</summary>
      <ul>
        {dropped.map(({ row, reason }) => (
          <li key={`${row}:${reason}`}>
            <code>{row}</code> {reason}
          </li>
        ))}
      </ul>
    </details>
  )
}
