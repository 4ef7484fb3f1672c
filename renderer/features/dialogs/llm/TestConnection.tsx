import type { LlmState } from '../../../../shared/protocol/llm.ts'
import { testConnection, useSetup } from '../../../state/llm/setup.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import look from '../../../ui/setup/Setup.module.css'
import { PartProblem } from './PartProblem.tsx'

const TIER_WORDS = {
  schema: 'Answers in the schema',
  tool: 'Answers through one tool',
  prompt: 'Answers free text: checked here',
} as const

/** Asks the server a fixed question and says what it can do. */
export function TestConnection({ llm: { tier } }: { readonly llm: LlmState }) {
  const busy = useSetup((state) => state.busy === 'test')
  const tested = useSetup((state) => state.tested)
  return (
    <section className={look.part} aria-label="Connection" data-part="test">
      <div className={look.buttons}>
        <Button disabled={busy} onClick={() => void testConnection()}>
          {busy ? 'Testing' : 'Test connection'}
        </Button>
        <span className={look.quiet}>
          {tier === null
            ? 'Not tested yet: a fixed question is sent, nothing of yours.'
            : tested
              ? null
              : `Tested: ${TIER_WORDS[tier]}.`}
        </span>
      </div>
      <div role="status">
        {tested ? (
          <div className={look.good}>
            <strong>{TIER_WORDS[tested.tier]}.</strong> {tested.model}{' '}
            {tested.countsTokens ? 'counts tokens' : 'does not count tokens, so they are estimated'} and
            answered within {Math.round(tested.latency)} ms.
            {tested.notes.length === 0 ? null : (
              <ul>
                {tested.notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            )}
          </div>
        ) : null}
      </div>
      <PartProblem part="test" />
    </section>
  )
}
