import type { LucideIcon } from 'lucide-react'
import type { ComponentPropsWithRef } from 'react'
import { cx } from '../classes.ts'
import styles from './Button.module.css'
import { Tooltip } from './Tooltip.tsx'

export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  readonly variant?: 'primary' | 'quiet' | 'danger'
  readonly icon?: LucideIcon
}

/** A button whose words are a verb. Without a variant it is outlined; one primary per view. */
export function Button({ variant, icon: Icon, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" className={cx(styles.button, variant && styles[variant], className)} {...rest}>
      {Icon ? <Icon size={15} strokeWidth={1.75} aria-hidden /> : null}
      {children}
    </button>
  )
}

export interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children'> {
  readonly icon: LucideIcon
  /** The name for screen readers and the tooltip. */
  readonly label: string
  /** Shown in the tooltip, written as in an action's keys: `Mod+S`. */
  readonly shortcut?: string
  readonly size?: 'small' | 'medium'
}

/** An icon with a name; `aria-pressed` draws it as switched on. */
export function IconButton({
  icon: Icon,
  label,
  shortcut,
  size = 'medium',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label} {...(shortcut === undefined ? {} : { shortcut })}>
      <button
        type="button"
        aria-label={label}
        className={cx(styles.icon, size === 'small' && styles.small, className)}
        {...rest}
      >
        <Icon size={size === 'small' ? 14 : 16} strokeWidth={1.75} aria-hidden />
      </button>
    </Tooltip>
  )
}
