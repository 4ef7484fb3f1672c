import { Sparkles, WandSparkles } from 'lucide-react'
import { runAction } from '../../actions/index.ts'
import { Button } from '../../ui/controls/Button.tsx'
import styles from './Threats.module.css'

/** The first things to do while there are no threats. */
export function DraftButtons() {
  return (
    <span className={styles.first}>
      <Button icon={WandSparkles} onClick={() => void runAction('analyse.draft')}>
        Draft threats
      </Button>
      <Button icon={Sparkles} onClick={() => void runAction('llm.draft')}>
        Draft with the language model
      </Button>
    </span>
  )
}
