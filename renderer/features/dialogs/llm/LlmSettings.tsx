import { useEffect, useRef } from 'react'
import { loadSetup, useSetup } from '../../../state/llm/setup.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import look from '../../../ui/setup/Setup.module.css'
import { AddressForm } from './AddressForm.tsx'
import { FolderTrust } from './FolderTrust.tsx'
import { KeyForm } from './KeyForm.tsx'
import { LimitsForm } from './LimitsForm.tsx'
import styles from './LlmSettings.module.css'
import { ModelForm } from './ModelForm.tsx'
import { PromptList } from './PromptList.tsx'
import { TestConnection } from './TestConnection.tsx'

/** How the language model is reached, what it may cost and what of this folder is trusted. */
export function LlmSettings() {
  const llm = useSetup((state) => state.llm)
  const place = useSetup((state) => state.place)
  const problem = useSetup((state) => state.problem)
  const parts = useRef<HTMLDivElement>(null)
  const isLoaded = llm !== null
  useEffect(() => void loadSetup(), [])
  useEffect(() => {
    if (!isLoaded || place === null || place === 'model') return
    const part = parts.current?.querySelector<HTMLElement>(`[data-part="${place}"]`)
    part?.scrollIntoView({ block: 'center' })
    part?.querySelector<HTMLElement>('input, button')?.focus()
  }, [isLoaded, place])
  if (!llm) {
    return problem ? (
      <div className={styles.parts}>
        <p className={look.problem} role="alert">
          <strong>{problem.message}</strong> {problem.hint}
        </p>
        <div className={look.buttons}>
          <Button onClick={() => void loadSetup()}>Try again</Button>
        </div>
      </div>
    ) : (
      <p className={look.quiet}>Reading the settings</p>
    )
  }
  return (
    <div className={styles.parts} ref={parts}>
      <FolderTrust llm={llm} />
      <AddressForm key={`address ${llm.settings.baseURL}`} llm={llm} />
      <KeyForm key={`key ${llm.origin}`} llm={llm} />
      <ModelForm llm={llm} />
      <TestConnection llm={llm} />
      <LimitsForm llm={llm} />
      <PromptList llm={llm} />
    </div>
  )
}
