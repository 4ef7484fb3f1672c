/** A cell's style: names and settings in one string, the last of each key counts. */

export interface Style {
  /** Names without a value in the order they stand: `ellipse`, `text`, `swimlane`. */
  readonly names: readonly string[]
  /** Keys keep their letters, as draw.io tells `whitespace` and `whiteSpace` apart. */
  readonly settings: ReadonlyMap<string, string>
  /** What is drawn, in lower case: the `shape`, else the name that is one, else empty for a rectangle. */
  readonly shape: string
}

export function parseStyle(text: string): Style {
  const names: string[] = []
  const settings = new Map<string, string>()
  for (const part of text.split(';')) {
    const equals = part.indexOf('=')
    const key = (equals < 0 ? part : part.slice(0, equals)).trim()
    if (key === '') continue
    if (equals < 0) names.push(key)
    else settings.set(key, part.slice(equals + 1).trim())
  }
  return { names, settings, shape: (settings.get('shape') ?? names[0] ?? '').toLowerCase() }
}

export function settingOf({ settings }: Style, key: string): string {
  return settings.get(key) ?? ''
}

export function isOn(style: Style, key: string): boolean {
  return style.settings.get(key) === '1'
}

/** Undefined for what is absent or no number. */
export function findNumber(style: Style, key: string): number | undefined {
  const text = style.settings.get(key)
  const value = text === undefined || text === '' ? Number.NaN : Number(text)
  return Number.isFinite(value) ? value : undefined
}

/** As `Style` says. */
export function shapeOf({ shape }: Style): string {
  return shape
}

/** The text with some settings changed (undefined: removed), all others where and as they were. */
export function editStyle(text: string, changes: ReadonlyMap<string, string | undefined>): string {
  const left = new Map(changes)
  const parts = text.split(';').flatMap((part): string[] => {
    const equals = part.indexOf('=')
    const key = (equals < 0 ? part : part.slice(0, equals)).trim()
    if (!changes.has(key)) return [part]
    const value = left.get(key)
    left.delete(key)
    return value === undefined ? [] : [`${key}=${value}`]
  })
  const added = [...left].flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`]))
  if (added.length === 0) return parts.join(';')
  const isClosed = parts.length === 0 || parts.at(-1) === ''
  const before = isClosed ? parts.slice(0, -1) : parts
  return `${[...before, ...added].join(';')}${isClosed ? ';' : ''}`
}
