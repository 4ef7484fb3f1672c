import { Check, ChevronDown, type LucideIcon } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Button, IconButton } from './Button.tsx'
import styles from './Menu.module.css'
import { Kbd } from './Tooltip.tsx'

export type MenuItem =
  | 'separator'
  | { readonly heading: string }
  | {
      readonly label: string
      readonly onSelect: () => void
      readonly shortcut?: string | undefined
      readonly disabled?: boolean
      /** Given: the item is a switch. */
      readonly checked?: boolean
    }

/** A button that opens a list of commands. Without `text` the button shows only its icon. */
export function Menu({
  label,
  icon,
  text,
  items,
  variant = 'quiet',
}: {
  readonly label: string
  readonly icon?: LucideIcon
  readonly text?: string
  readonly items: readonly MenuItem[]
  readonly variant?: 'quiet' | 'primary'
}) {
  const trigger = useRef<HTMLButtonElement>(null)
  const [at, setAt] = useState<Place | null>(null)
  const toggle = () => {
    const rect = trigger.current?.getBoundingClientRect()
    setAt(at || !rect ? null : { x: rect.left, y: rect.bottom + 4, right: rect.right })
  }
  const shared = {
    ref: trigger,
    onClick: toggle,
    'aria-haspopup': 'menu',
    'aria-expanded': at !== null,
  } as const
  return (
    <>
      {text === undefined ? (
        <IconButton icon={icon ?? ChevronDown} label={label} {...shared} />
      ) : (
        <Button variant={variant} {...(icon ? { icon } : {})} {...shared}>
          {text}
          <ChevronDown size={13} aria-hidden />
        </Button>
      )}
      {at ? (
        <MenuList
          label={label}
          items={items}
          at={at}
          onClose={() => {
            setAt(null)
            trigger.current?.focus()
          }}
        />
      ) : null}
    </>
  )
}

interface Place {
  readonly x: number
  readonly y: number
  /** The right edge to align with when there is no room to the right of `x`. */
  readonly right?: number
}

/** The open list alone, at a point of the window: for context menus. */
export function MenuList({
  label,
  items,
  at,
  onClose,
}: {
  readonly label: string
  readonly items: readonly MenuItem[]
  readonly at: Place
  readonly onClose: () => void
}) {
  const list = useRef<HTMLDivElement>(null)
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const menu = list.current
    if (!menu) return
    menu.showPopover()
    const { width, height } = menu.getBoundingClientRect()
    const left = at.x + width > window.innerWidth - 8 ? (at.right ?? at.x) - width : at.x
    const top = at.y + height > window.innerHeight - 8 ? window.innerHeight - height - 8 : at.y
    menu.style.left = `${Math.max(8, left)}px`
    menu.style.top = `${Math.max(8, top)}px`
    itemsIn(menu)[0]?.focus()
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !menu.contains(event.target)) close.current()
    }
    // Its place was worked out for the window as it was.
    const resized = () => close.current()
    window.addEventListener('pointerdown', outside, true)
    window.addEventListener('resize', resized)
    return () => {
      window.removeEventListener('pointerdown', outside, true)
      window.removeEventListener('resize', resized)
    }
  }, [at])
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault()
      onClose()
      return
    }
    const buttons = list.current ? itemsIn(list.current) : []
    const here = buttons.indexOf(document.activeElement as HTMLButtonElement)
    const next = nextIndex(event.key, here, buttons)
    if (next === null) return
    event.preventDefault()
    buttons[next]?.focus()
  }
  return (
    <div
      ref={list}
      role="menu"
      aria-label={label}
      popover="manual"
      className={styles.list}
      onKeyDown={onKeyDown}
    >
      {items.map((item, at) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: separators have no other name
        if (item === 'separator') return <hr key={at} className={styles.separator} />
        if ('heading' in item) {
          return (
            <div key={item.heading} className={styles.heading}>
              {item.heading}
            </div>
          )
        }
        const { label: words, shortcut, disabled = false, checked, onSelect } = item
        return (
          <button
            key={words}
            type="button"
            {...(checked === undefined
              ? { role: 'menuitem' }
              : { role: 'menuitemcheckbox', 'aria-checked': checked })}
            disabled={disabled}
            tabIndex={-1}
            className={styles.item}
            onPointerEnter={(event) => event.currentTarget.focus({ preventScroll: true })}
            onClick={() => {
              onClose()
              onSelect()
            }}
          >
            <span className={styles.mark}>{checked ? <Check size={14} aria-hidden /> : null}</span>
            <span className={styles.words}>{words}</span>
            {shortcut === undefined ? null : <Kbd keys={shortcut} />}
          </button>
        )
      })}
    </div>
  )
}

function itemsIn(menu: HTMLElement): readonly HTMLButtonElement[] {
  return [...menu.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')]
}

function nextIndex(key: string, here: number, buttons: readonly HTMLButtonElement[]): number | null {
  if (key === 'ArrowDown') return (here + 1) % buttons.length
  if (key === 'ArrowUp') return (here <= 0 ? buttons.length : here) - 1
  if (key === 'Home') return 0
  if (key === 'End') return buttons.length - 1
  if (key.length !== 1 || key === ' ') return null
  const order = [...buttons.keys()].map((at) => (here + 1 + at) % buttons.length)
  return order.find((at) => buttons[at]?.innerText.toLowerCase().startsWith(key.toLowerCase())) ?? null
}
