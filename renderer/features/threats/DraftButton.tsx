import { WandSparkles } from 'lucide-react'
import { runAction } from '../../actions/index.ts'
import { Button } from '../../ui/Button.tsx'

/** The first thing to do while there are no threats. */
export function DraftButton() {
  return (
    <Button icon={WandSparkles} onClick={() => void runAction('analyse.draft')}>
      Draft threats
    </Button>
  )
}
