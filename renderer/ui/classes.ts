/** Joins the class names that are there: `cx(styles.button, isOpen && styles.open)`. */
export function cx(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
