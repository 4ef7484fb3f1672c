import { type ReactNode, useId } from 'react'
import type { Plan, PlanItem } from '../../../shared/protocol/llm.ts'
import styles from './PlanView.module.css'
import { bytesWords, costWords, TIER_WORDS, tokensWords } from './plan-words.ts'

/** The exact bytes of one request, or why they are not there. */
export type PlanBody =
  | { readonly state: 'reading' }
  | { readonly state: 'shown'; readonly text: string }
  | { readonly state: 'failed'; readonly message: string }

/** Everything that a plan would send, as it would be sent: what goes where, for how much, with what replaced. */
export function PlanView({
  plan,
  selected,
  body,
  onSelect,
}: {
  readonly plan: Plan
  /** Id of the item whose request is shown. */
  readonly selected: string
  readonly body: PlanBody
  readonly onSelect: (item: string) => void
}) {
  const name = useId()
  const sent = plan.items.filter((item) => item.state === 'send').length
  const item = plan.items.find(({ id }) => id === selected)
  return (
    <div className={styles.plan}>
      <dl className={styles.facts}>
        <Fact name="Sends">
          {count(sent, 'request')}
          {sent < plan.items.length ? `, ${plan.items.length - sent} from cache` : null}
        </Fact>
        <Fact name="Goes to">{plan.origin}</Fact>
        <Fact name="Language model">{plan.model}</Fact>
        <Fact name="Answers by">{TIER_WORDS[plan.tier]}</Fact>
        <Fact name="Tokens">
          {tokensWords(plan.inputTokens)} to send, at most {tokensWords(plan.outputTokens)} back
        </Fact>
        <Fact name="Cost">
          {plan.cost.expected === null && plan.cost.most === null
            ? 'not known: the language model has no price in the settings'
            : `about ${costWords(plan.cost.expected)}, at most ${costWords(plan.cost.most)}`}
          {plan.cap === null ? ', no cap' : `, stops at ${costWords(plan.cap)}`}
        </Fact>
      </dl>
      <Replaced plan={plan} />
      <div className={styles.columns}>
        <fieldset className={styles.requests}>
          <legend className={styles.head}>Requests</legend>
          {plan.items.map((each) => (
            <label key={each.id} className={styles.request} data-selected={each.id === selected}>
              <input
                type="radio"
                name={name}
                checked={each.id === selected}
                onChange={() => onSelect(each.id)}
              />
              <span className={styles.title} title={each.title}>
                {each.title}
              </span>
              <span className={styles.figures}>{figures(each)}</span>
            </label>
          ))}
        </fieldset>
        <section className={styles.body} aria-label="Exact request">
          <p className={styles.head}>
            {item?.state === 'cached' ? 'Answered before; nothing is sent' : 'Exactly what is sent'}
          </p>
          {body.state === 'shown' ? (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling text must be reachable by keyboard
            <pre className={styles.text} tabIndex={0}>
              {body.text}
            </pre>
          ) : (
            <p className={styles.quiet} role={body.state === 'failed' ? 'alert' : undefined}>
              {body.state === 'reading' ? 'Reading the request' : body.message}
            </p>
          )}
        </section>
      </div>
    </div>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Replaced({ plan: { replacements } }: { readonly plan: Plan }) {
  if (replacements.length === 0) return <p className={styles.quiet}>Nothing had to be replaced.</p>
  return (
    <details className={styles.replaced}>
      <summary>
        {count(
          replacements.reduce((sum, { count: times }) => sum + times, 0),
          'text',
        )}{' '}
        replaced by {count(replacements.length, 'placeholder')}
      </summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Placeholder</th>
            <th scope="col">Kind</th>
            <th scope="col">Stands for</th>
            <th scope="col">Times</th>
          </tr>
        </thead>
        <tbody>
          {replacements.map(({ placeholder, kind, shown, count: times }) => (
            <tr key={placeholder}>
              <td>
                <code>{placeholder}</code>
              </td>
              <td>{kind}</td>
              <td>
                <code>{shown}</code>
              </td>
              <td>{times}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

function figures(item: PlanItem): string {
  return item.state === 'cached'
    ? 'from cache'
    : `${bytesWords(item.bytes)} · ${tokensWords(item.inputTokens)}`
}

function count(number: number, noun: string): string {
  return `${number} ${number === 1 ? noun : `${noun}s`}`
}
