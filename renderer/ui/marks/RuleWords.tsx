import { Fragment } from 'react'
import styles from './RuleWords.module.css'

/** The id of a rule, which leads to what the rule looks for. */
export function RuleLink({ id, onOpen }: { readonly id: string; readonly onOpen: (id: string) => void }) {
  return (
    <button type="button" className={styles.link} title="What this rule looks for" onClick={() => onOpen(id)}>
      {id}
    </button>
  )
}

/** A sentence in which each of these ids is such a link. */
export function RuleWords({
  text,
  ids,
  onOpen,
}: {
  readonly text: string
  readonly ids: readonly string[]
  readonly onOpen: (id: string) => void
}) {
  const parts = text.split(/(?<![\w-])([a-z0-9]+(?:-[a-z0-9]+)*)(?![\w-])/)
  const isId = (part: string) => ids.includes(part)
  return parts.map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text stay where they are
    <Fragment key={at}>{isId(part) ? <RuleLink id={part} onOpen={onOpen} /> : part}</Fragment>
  ))
}
