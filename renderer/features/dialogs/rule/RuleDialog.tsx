import { ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { type DescribedRule, factsBehind, findRule } from '../../../../shared/analysis/catalogue/describe.ts'
import { packsWith, rulesFor } from '../../../../shared/analysis/rule-set/rule-set.ts'
import { titleOf } from '../../../../shared/model/queries.ts'
import type { Model } from '../../../../shared/model/schema.ts'
import type { TeamRule } from '../../../../shared/model/team-rule.ts'
import { useDocument } from '../../../state/document.ts'
import { CERTAINTY_NAMES } from '../../../state/elements/labels.ts'
import { decide, threatInHand } from '../../../state/review/review.ts'
import { switchOff, switchOn } from '../../../state/threats/rules.ts'
import { type RuleInHand, setUi, uiStore } from '../../../state/ui.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { ReasonForm } from '../../../ui/fields/ReasonForm.tsx'
import { Dialog } from '../../../ui/frame/Dialog.tsx'
import { CategoryMark, Chip, SeverityMark } from '../../../ui/marks/Marks.tsx'
import styles from './RuleDialog.module.css'

const close = () => setUi({ rule: null })

/** All that one rule says, what of the target made it draft, and its switch. */
export function RuleDialog({ inHand }: { readonly inHand: RuleInHand }) {
  const model = useDocument((state) => state.history.present.model)
  const team = useDocument((state) => state.config.rules)
  const rule = findRule(inHand.id, team)
  if (!rule) return null
  return (
    <Dialog title="What this rule looks for" onClose={close}>
      <div className={styles.rule}>
        <h3 className={styles.title}>{rule.title}</h3>
        <p className={styles.marks}>
          <CategoryMark category={rule.category} named />
          <SeverityMark severity={rule.severity} named />
          <code className={styles.id}>{rule.id}</code>
        </p>
        <p className={styles.text}>{rule.why}</p>
        <Parts rule={rule} team={team} />
        {inHand.target === null ? null : (
          <Here model={model} target={inHand.target} id={rule.id} team={team} />
        )}
        <Switch model={model} team={team} inHand={inHand} />
      </div>
    </Dialog>
  )
}

function Parts({ rule, team }: { readonly rule: DescribedRule; readonly team: readonly TeamRule[] }) {
  const pack = packsWith(team).find(({ id }) => id === rule.pack)
  return (
    <dl className={styles.parts}>
      <dt>Looks at</dt>
      <dd>{rule.appliesTo}</dd>
      <dt>Assumes</dt>
      <dd>{rule.assumption}</dd>
      <dt>Mitigation</dt>
      <dd>{rule.mitigation}</dd>
      <dt>Reference</dt>
      <dd>
        {rule.url === undefined ? (
          rule.reference
        ) : (
          <a className={styles.link} href={rule.url} target="_blank" rel="noreferrer">
            {rule.reference}
            <ExternalLink size={12} aria-label="opens in the browser" />
          </a>
        )}
      </dd>
      <dt>Pack</dt>
      <dd>{pack?.title ?? rule.pack}</dd>
    </dl>
  )
}

/** The facts of one target that this rule alone rests on. */
function Here({
  model,
  target,
  id,
  team,
}: {
  readonly model: Model
  readonly target: string
  readonly id: string
  readonly team: readonly TeamRule[]
}) {
  const facts = factsBehind(model, target, id, team)
  const name = titleOf(model, target)
  return (
    <section className={styles.here} aria-label={`At ${name}`}>
      <h4 className={styles.head}>At {name}</h4>
      {facts.length === 0 ? (
        <p className={styles.quiet}>Nothing that it looks for is there.</p>
      ) : (
        <ul className={styles.facts}>
          {facts.map(({ words, certainty }) => (
            <li key={words}>
              <span>{words}</span>
              <Chip>{CERTAINTY_NAMES[certainty]}</Chip>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Switch({
  model,
  team,
  inHand: { id, isLeaving },
}: {
  readonly model: Model
  readonly team: readonly TeamRule[]
  readonly inHand: RuleInHand
}) {
  const readOnly = useDocument((state) => state.readOnly)
  const [isAsking, setAsking] = useState(isLeaving)
  const { rules, off } = rulesFor(model, team)
  const reason = [...off].find(([rule]) => rule.id === id)?.[1]
  const isOwn = model.rulesOff !== undefined && Object.hasOwn(model.rulesOff, id)
  if (reason !== undefined) {
    return (
      <div className={styles.switch}>
        <p className={styles.text}>
          {isOwn ? 'Switched off for this model: ' : 'Switched off with its pack: '}
          {reason}
        </p>
        {isOwn && !readOnly ? <Button onClick={() => switchOn(id)}>Switch on</Button> : null}
      </div>
    )
  }
  if (!rules.some((rule) => rule.id === id))
    return <p className={styles.quiet}>It drafts nothing: this model does not use its pack.</p>
  if (readOnly) return null
  return (
    <div className={styles.switch}>
      {isAsking ? (
        <ReasonForm
          label="Reason why this rule drafts nothing for this model"
          confirm="Switch off"
          onConfirm={(why) => {
            close()
            // What was in hand may be gone with its rule; the next threat takes its place.
            if (uiStore.getState().mode === 'review' && threatInHand()) decide(() => switchOff(id, why))
            else switchOff(id, why)
          }}
          onCancel={() => setAsking(false)}
        />
      ) : (
        <Button onClick={() => setAsking(true)}>Switch this rule off…</Button>
      )}
    </div>
  )
}
