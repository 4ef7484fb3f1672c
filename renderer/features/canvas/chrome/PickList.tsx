import { type ReactNode, useEffect, useId, useState } from 'react'
import { focusDiagram } from '../../../state/workplace.ts'
import { cx } from '../../../ui/classes.ts'
import styles from './chrome.module.css'

interface Option {
  readonly id: string
  readonly label: string
}

/** A short list over the canvas that is typed and arrowed through: Enter chooses, Escape goes back. */
export function PickList({
  name,
  title,
  hint,
  list,
  none,
  options,
  query,
  onQuery,
  onActive,
  onClose,
  onChoose,
}: {
  readonly name: string
  readonly title: ReactNode
  readonly hint: string
  /** What is listed, for screen readers. */
  readonly list: string
  /** Shown when there is nothing to choose. */
  readonly none: string
  readonly options: readonly Option[]
  readonly query: string
  readonly onQuery: (query: string) => void
  /** Told which option Enter would choose; null for none. */
  readonly onActive?: (id: string | null) => void
  readonly onClose: () => void
  readonly onChoose: (id: string) => void
}) {
  const [at, setAt] = useState(0)
  const id = useId()
  const index = Math.min(at, options.length - 1)
  const active = options[index]?.id ?? null
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is told of another option, not of another render
  useEffect(() => onActive?.(active), [active])
  const close = () => {
    onClose()
    focusDiagram()
  }
  const choose = (option: string | null) => {
    if (option === null) return
    close()
    onChoose(option)
  }
  return (
    <div className={styles.connect} role="dialog" aria-label={name}>
      <label className={styles.connectTitle} htmlFor={`${id}-field`}>
        {title}
      </label>
      <input
        id={`${id}-field`}
        className={styles.connectField}
        // biome-ignore lint/a11y/noAutofocus: it opens on request and is what the keys are for
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={active === null ? undefined : `${id}-${index}`}
        placeholder={hint}
        value={query}
        onChange={(event) => {
          onQuery(event.target.value)
          setAt(0)
        }}
        onBlur={onClose}
        onKeyDown={(event) => {
          event.stopPropagation()
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
          if (step !== undefined) setAt(Math.max(0, Math.min(options.length - 1, index + step)))
          else if (event.key === 'Enter') choose(active)
          else if (event.key === 'Escape') close()
          else return
          event.preventDefault()
        }}
      />
      <div id={`${id}-list`} className={styles.connectList} role="listbox" aria-label={list}>
        {options.map((option, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
          <div
            key={option.id}
            id={`${id}-${place}`}
            role="option"
            aria-selected={place === index}
            className={cx(styles.option, place === index && styles.active)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(option.id)}
          >
            {option.label}
          </div>
        ))}
        {options.length === 0 ? <div className={styles.none}>{none}</div> : null}
      </div>
    </div>
  )
}
