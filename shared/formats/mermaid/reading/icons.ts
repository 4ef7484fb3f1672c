/** Icons in labels: `fa:fa-user`, a word of its own among the others. */

const ICON = /(?<![\p{L}\p{N}])(?:fa[a-z]?|mdi|logos|aws):[a-z][\w-]*/iu
const ICONS = new RegExp(ICON.source, 'giu')

export function findIcon(label: string): string | undefined {
  return ICON.exec(label)?.[0]
}

export function withoutIcons(label: string): string {
  return label.replace(ICONS, ' ')
}
