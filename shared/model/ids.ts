/** Ids are stable names in people's files; a title may change freely, its id does not. */

const ID = /^[a-z0-9][a-z0-9-]*$/

/** True for an id that Fenceline itself would write; ids in people's files may be looser. */
export function isId(text: string): boolean {
  return ID.test(text)
}

/** The title in lower-case ASCII words joined by hyphens; `fallback` where none is left. */
export function slug(title: string, fallback = 'element'): string {
  const words = title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return words || fallback
}

/** Names that Windows keeps for devices, whatever follows a dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/
/** File systems take 255 bytes; an ending and a number have to follow. */
const LONGEST_STEM = 80

/** The title as the first part of a file's name that every system takes; `fallback` where nothing is left of it. */
export function fileStem(title: string, fallback: string): string {
  const stem = slug(title, fallback).slice(0, LONGEST_STEM).replace(/-+$/, '')
  return DEVICE.test(stem) ? `${stem}-model` : stem
}

/** `wanted`, or the first of `wanted-2`, `wanted-3` ... that is not taken. */
export function uniqueId(wanted: string, isTaken: (id: string) => boolean): string {
  if (!isTaken(wanted)) return wanted
  let suffix = 2
  while (isTaken(`${wanted}-${suffix}`)) suffix += 1
  return `${wanted}-${suffix}`
}

export function flowRef(flow: { readonly from: string; readonly id: string }): string {
  return `${flow.from}>${flow.id}`
}

export type TargetRef =
  | { readonly kind: 'component'; readonly id: string }
  | { readonly kind: 'flow'; readonly from: string; readonly link: string }
  | { readonly kind: 'boundary'; readonly id: string }

/** Reads `api-gateway`, `browser>api-gateway` or `boundary:dmz`. */
export function parseRef(ref: string): TargetRef {
  if (ref.startsWith('boundary:')) return { kind: 'boundary', id: ref.slice('boundary:'.length) }
  const arrow = ref.indexOf('>')
  if (arrow < 0) return { kind: 'component', id: ref }
  return { kind: 'flow', from: ref.slice(0, arrow), link: ref.slice(arrow + 1) }
}
