import { CircleHelp, SearchX, Sparkles } from 'lucide-react'
import type { Draft, Flag } from '../../../shared/model/schema.ts'
import styles from './DraftMarks.module.css'

const FLAGS = { 'not-in-diagram': SearchX, 'likely-fiction': CircleHelp } as const

/** What stands behind a draft and what speaks against it, as quiet marks; the words are in each tooltip. */
export function DraftMarks({ draft }: { readonly draft: Draft }) {
  const { source, flags = [] } = draft
  if (source.by !== 'llm' && flags.length === 0) return null
  return (
    <span className={styles.marks}>
      {source.by === 'llm' ? (
        <span className={styles.mark} title={sourceWords(draft)}>
          <Sparkles size={13} strokeWidth={1.75} aria-hidden />
          <span className={styles.hidden}>{sourceWords(draft)}</span>
        </span>
      ) : null}
      {flags.map((flag) => {
        const Icon = FLAGS[flag.kind]
        return (
          <span key={flagWords(flag)} className={styles.flag} title={flagWords(flag)}>
            <Icon size={13} strokeWidth={1.75} aria-hidden />
            <span className={styles.hidden}>{flagWords(flag)}</span>
          </span>
        )
      })}
    </span>
  )
}

/** "The rules", "claude-sonnet-5-5 with stride-crossing". */
export function sourceWords({ source }: Draft): string {
  if (source.by === 'rules') return 'The rules'
  if (source.by === 'person') return 'A person'
  return `${source.llm ?? 'Language model'}${source.prompt === undefined ? '' : ` with ${source.prompt}`}`
}

/** A doubt as a sentence: what is not in the diagram, or what makes it likely fiction. */
export function flagWords({ kind, text }: Flag): string {
  return kind === 'not-in-diagram' ? text : `Likely fiction: ${text}`
}
