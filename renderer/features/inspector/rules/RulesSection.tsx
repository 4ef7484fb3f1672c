import { useState } from 'react'
import { packsWith } from '../../../../shared/analysis/rule-set/rule-set.ts'
import type { Pack } from '../../../../shared/analysis/rules/index.ts'
import { plural } from '../../../../shared/core/text.ts'
import type { Model } from '../../../../shared/model/schema.ts'
import { useDocument } from '../../../state/document.ts'
import { askForPack, explainRule, switchOff, switchOn } from '../../../state/threats/rules.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { CheckField } from '../../../ui/controls/Choices.tsx'
import { ReasonForm } from '../../../ui/fields/ReasonForm.tsx'
import { RuleLink } from '../../../ui/marks/RuleWords.tsx'
import { Section } from '../fields/Section.tsx'
import styles from './RulesSection.module.css'

/** Which rules draft for this model: the packs, and what is switched off with its reason. */
export function RulesSection({ model }: { readonly model: Model }) {
  const team = useDocument((state) => state.config.rules)
  const packs = packsWith(team)
  const off = Object.entries(model.rulesOff ?? {})
  return (
    <Section title="Rules" count={off.length}>
      {packs.map((pack) => (
        <PackSwitch key={pack.id} model={model} pack={pack} />
      ))}
      {off.length > 0 ? (
        <ul className={styles.off} aria-label="Switched off">
          {off.map(([id, reason]) => (
            <li key={id}>
              <div>
                {packs.some((pack) => pack.id === id) ? (
                  <p className={styles.pack}>{packs.find((pack) => pack.id === id)?.title}</p>
                ) : (
                  <RuleLink id={id} onOpen={() => explainRule(id, null)} />
                )}
                <p className={styles.reason}>{reason}</p>
              </div>
              <Button variant="quiet" aria-label={`Switch on ${id}`} onClick={() => switchOn(id)}>
                Switch on
              </Button>
            </li>
          ))}
        </ul>
      ) : (
        <p className={styles.reason}>No rule is switched off.</p>
      )}
    </Section>
  )
}

/** A usual pack is switched off with a reason; any other drafts only while a model asks for it. */
function PackSwitch({ model, pack }: { readonly model: Model; readonly pack: Pack }) {
  const [isAsking, setAsking] = useState(false)
  const { id, title, isUsual, rules } = pack
  const isOff = model.rulesOff !== undefined && Object.hasOwn(model.rulesOff, id)
  const isOn = !isOff && (isUsual || (model.rulePacks?.includes(id) ?? false))
  const toggle = (next: boolean) => {
    if (isOff) switchOn(id)
    if (next && !isUsual) askForPack(id, true)
    if (!next && isUsual) setAsking(true)
    if (!next && !isUsual) askForPack(id, false)
  }
  return (
    <div className={styles.packSwitch}>
      <CheckField label={title} hint={plural(rules.length, 'rule')} checked={isOn} onChange={toggle} />
      {isAsking && isOn ? (
        <ReasonForm
          label="Reason why they draft nothing for this model"
          confirm="Switch off"
          onConfirm={(reason) => {
            setAsking(false)
            switchOff(id, reason)
          }}
          onCancel={() => setAsking(false)}
        />
      ) : null}
    </div>
  )
}
