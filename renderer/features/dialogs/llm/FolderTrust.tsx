import type { LlmState } from '../../../../shared/protocol/llm.ts'
import { trustFolder, useSetup } from '../../../state/llm/setup.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import look from '../../../ui/setup/Setup.module.css'
import { PartProblem } from './PartProblem.tsx'

/** Whether the language model may be asked about the models of this folder. */
export function FolderTrust({ llm: { trusted, ignored } }: { readonly llm: LlmState }) {
  const busy = useSetup((state) => state.busy === 'trust')
  return (
    <section className={look.part} aria-label="This folder" data-part="trust">
      <h3 className={look.head}>{trusted ? 'This folder: trusted' : 'This folder: restricted'}</h3>
      <p className={look.quiet}>
        {trusted
          ? 'The language model may be asked about its models, after you have seen each request.'
          : 'Drawing, rules, review and export work; the language model is not asked until you trust the folder.'}
      </p>
      <div className={look.buttons}>
        <Button disabled={busy} onClick={() => void trustFolder(!trusted)}>
          {trusted ? 'Restrict this folder' : 'Trust this folder'}
        </Button>
      </div>
      <PartProblem part="trust" />
      {ignored.length === 0 ? null : (
        <div className={look.ask} role="note">
          <strong>Settings of this folder that are not taken from it</strong>
          <ul>
            {ignored.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
