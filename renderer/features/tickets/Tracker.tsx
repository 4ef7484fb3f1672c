import { useEffect, useRef, useState } from 'react'
import type { TicketSetup, TrackerSettings } from '../../../shared/protocol/tickets.ts'
import { TRACKER_NAMES, TRACKERS, type TrackerKind } from '../../../shared/triage/tickets/tracker.ts'
import {
  configureTracker,
  loadTracker,
  missingFor,
  trustForTickets,
  useTracker,
} from '../../state/tickets/setup.ts'
import { takeSaved } from '../../state/tickets/typed-settings.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Segmented } from '../../ui/controls/Choices.tsx'
import { TextField } from '../../ui/fields/Fields.tsx'
import look from '../../ui/setup/Setup.module.css'
import styles from './Tickets.module.css'
import { Token } from './Token.tsx'
import { TrackerProblem } from './TrackerProblem.tsx'

/** The chosen tracker in one line once it is set up; its fields until then, or when they are asked for. */
export function Tracker() {
  const setup = useTracker((state) => state.setup)
  const missing = setup && missingFor(setup)
  const isUnset = missing === 'place' || missing === 'token'
  const [isShown, setShown] = useState(isUnset)
  // Once asked for, the fields stay: the connection is tested after the last of them is given.
  useEffect(() => {
    if (isUnset) setShown(true)
  }, [isUnset])
  if (!setup) {
    return (
      <section className={look.part} aria-label="Tracker">
        <p className={look.quiet}>Reading the settings</p>
        <TrackerProblem part="load" />
      </section>
    )
  }
  const { settings } = setup
  const { project, address } = settings[settings.tracker]
  return (
    <section className={look.part} aria-label="Tracker">
      <div className={styles.where}>
        <p>
          {project === '' ? (
            'Choose where the tickets go.'
          ) : (
            <>
              To <strong>{project}</strong> on {TRACKER_NAMES[settings.tracker]}{' '}
              <span className={look.quiet}>{address}</span>
            </>
          )}
        </p>
        <Button variant="quiet" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
          {isShown ? 'Hide tracker' : 'Change tracker'}
        </Button>
      </div>
      {isShown ? <Fields setup={setup} /> : null}
      {missing === 'trust' ? <Trust /> : null}
    </section>
  )
}

function Fields({ setup }: { readonly setup: TicketSetup }) {
  const { settings } = setup
  const kind = settings.tracker
  const isFirst = useRef(true)
  useEffect(() => {
    isFirst.current = false
  }, [])
  return (
    <div className={styles.fields}>
      <Segmented<TrackerKind>
        label="Tracker"
        value={kind}
        options={TRACKERS.map((value) => ({ value, label: TRACKER_NAMES[value] }))}
        onChange={(tracker) => void configureTracker(tracker, {})}
      />
      <Place key={kind} kind={kind} settings={settings[kind]} begins={isFirst.current} />
      <Token key={setup.origin} setup={setup} />
    </div>
  )
}

const PROJECT_HINTS: Readonly<Record<TrackerKind, string>> = {
  github: 'owner/repository',
  gitlab: 'group/project',
  jira: "The project's key, such as SEC",
}

function Place({
  kind,
  settings,
  begins,
}: {
  readonly kind: TrackerKind
  readonly settings: TrackerSettings
  /** It is what the dialog shows first; not so when another tracker is picked, whose choice keeps the focus. */
  readonly begins: boolean
}) {
  const [fields, setFields] = useState(settings)
  const before = useRef(settings)
  const sent = useRef<TrackerSettings | null>(null)
  const project = useRef<HTMLInputElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only as it comes, never under somebody's hands
  useEffect(() => {
    if (begins && settings.project === '') project.current?.focus()
  }, [])
  useEffect(() => {
    const [was, asked] = [before.current, sent.current]
    before.current = settings
    setFields((typed) => takeSaved(typed, was, settings, asked))
  }, [settings])
  const busy = useTracker((state) => state.busy === 'place')
  const unconfirmed = useTracker((state) => state.unconfirmed)
  const set = (changes: Partial<TrackerSettings>) => setFields((before) => ({ ...before, ...changes }))
  const isSame = JSON.stringify(fields) === JSON.stringify(settings)
  return (
    <form
      className={styles.place}
      onSubmit={(event) => {
        event.preventDefault()
        if (isSame || busy) return
        sent.current = fields
        void configureTracker(kind, fields)
      }}
    >
      <TextField
        label="Address"
        inputMode="url"
        value={fields.address}
        placeholder={kind === 'jira' ? 'https://your-site.atlassian.net' : ''}
        hint="As in a browser, without a path"
        onChange={(address) => set({ address })}
      />
      <TextField
        label="Project"
        ref={project}
        data-autofocus={settings.project === '' || undefined}
        value={fields.project}
        hint={PROJECT_HINTS[kind]}
        onChange={(project) => set({ project })}
      />
      <TextField
        label="Label"
        value={fields.label}
        hint="On every ticket: they are found by it"
        onChange={(label) => set({ label })}
      />
      {kind === 'jira' ? (
        <>
          <TextField
            label="Account"
            inputMode="email"
            value={fields.account}
            hint="E-mail address on Jira Cloud; empty for Data Center"
            onChange={(account) => set({ account })}
          />
          <TextField
            label="Issue type"
            value={fields.issueType}
            hint="Task, Bug or a type of your own"
            onChange={(issueType) => set({ issueType })}
          />
        </>
      ) : null}
      <div className={styles.wide}>
        <div className={look.buttons}>
          <Button type="submit" disabled={isSame || busy}>
            Save tracker
          </Button>
        </div>
        {unconfirmed ? (
          <div className={look.ask} role="alert">
            <p>{unconfirmed.reason}</p>
            <div className={look.buttons}>
              <Button disabled={busy} onClick={() => void configureTracker(kind, unconfirmed.changes, true)}>
                Use this address
              </Button>
            </div>
          </div>
        ) : null}
        <TrackerProblem part="place" />
      </div>
    </form>
  )
}

function Trust() {
  const busy = useTracker((state) => state.busy === 'trust')
  return (
    <div className={look.ask} role="note">
      <p>
        <strong>This folder is restricted.</strong> Nothing of its models is sent to a tracker, or to a
        language model, until you trust it.
      </p>
      <div className={look.buttons}>
        <Button disabled={busy} onClick={() => void trustForTickets()}>
          Trust this folder
        </Button>
        <Button variant="quiet" onClick={() => void loadTracker()}>
          Look again
        </Button>
      </div>
      <TrackerProblem part="trust" />
    </div>
  )
}
