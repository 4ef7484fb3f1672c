import type { LlmState, PromptEntry } from '../../../../shared/protocol/llm.ts'
import { customise, hidePrompt, pinPrompt, showPrompt, useSetup } from '../../../state/llm/setup.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import look from '../../../ui/setup/Setup.module.css'
import styles from './LlmSettings.module.css'
import { PartProblem } from './PartProblem.tsx'

const STATE_WORDS: Record<PromptEntry['state'], string> = {
  used: 'used',
  overridden: "replaced by this folder's own",
  new: 'new: not used until you trust it',
  changed: 'changed since you trusted it: not used',
  broken: 'cannot be read',
}

/** What the language model is told, and whose words they are. */
export function PromptList({ llm: { prompts } }: { readonly llm: LlmState }) {
  return (
    <section className={look.part} aria-label="Prompts" data-part="prompts">
      <h3 className={look.head}>Prompts</h3>
      <ul className={styles.prompts}>
        {prompts.map((prompt) => (
          <Prompt key={prompt.path ?? prompt.id} prompt={prompt} />
        ))}
      </ul>
      <PartProblem part="prompts" />
    </section>
  )
}

function Prompt({ prompt }: { readonly prompt: PromptEntry }) {
  const { id, path, title, version, from, state, problem, hash } = prompt
  const name = path ?? id
  const shown = useSetup((all) => (all.shown?.of === name ? all.shown : null))
  return (
    <li>
      <div className={styles.prompt}>
        <span className={styles.name}>
          {title}
          <span className={styles.about}>
            {path === undefined ? `Built in, version ${version}` : `${path}, version ${version}`},{' '}
            {STATE_WORDS[state]}
            {problem === undefined ? null : `: ${problem}`}
          </span>
        </span>
        {from === 'built-in' && state !== 'overridden' ? (
          <Button variant="quiet" onClick={() => void customise(id)} aria-label={`Customise ${title}`}>
            Customise
          </Button>
        ) : null}
        {path !== undefined && (state === 'new' || state === 'changed') ? (
          <Button onClick={() => void pinPrompt(path, shown?.hash ?? hash)} aria-label={`Trust ${path}`}>
            Trust this version
          </Button>
        ) : null}
        <Button
          variant="quiet"
          aria-expanded={shown !== null}
          aria-label={`${shown ? 'Hide' : 'Show'} ${name}`}
          onClick={() =>
            shown ? hidePrompt() : void showPrompt(name, path === undefined ? { id } : { path })
          }
        >
          {shown ? 'Hide' : 'Show'}
        </Button>
      </div>
      {shown ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling text must be reachable by keyboard
        <pre className={styles.text} tabIndex={0}>
          {shown.text}
        </pre>
      ) : null}
    </li>
  )
}
