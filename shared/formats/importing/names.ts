/** What the model of another tool's file is called. */
import { slug, uniqueId } from '../../model/ids.ts'
import { FORMATS } from '../formats.ts'

/** Doubled ones first, as `a.drawio.svg` is called `a`. */
const ENDINGS = [
  ...['.drawio.svg', '.drawio.xml', '.drawio.html', '.tc.json', '.threat-model.yaml', '.threagile.yaml'],
  ...FORMATS.flatMap(({ extensions }) => extensions.map((extension) => `.${extension}`)),
  ...['.json', '.xml', '.svg'],
]
/**
 * Characters of a file's own name, of up to three bytes each, and of a page's: file systems take 255 bytes, and a number
 * and `.threat-model.layout.yaml` follow.
 */
const LONGEST = { file: 60, page: 40 } as const
/** Names that Windows keeps for devices, whatever their extension. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i

/** The name of a model made of a file called `file`, without what every model's name ends in. */
export function modelStem(file: string): string {
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)
  const ending = ENDINGS.find((each) => name.toLowerCase().endsWith(each) && name.length > each.length)
  const stem = ending ? name.slice(0, -ending.length) : name.replace(/(?<=.)\.[^.]*$/u, '')
  return safeStem(stem)
}

/** `payment_flow.drawio` is the title "Payment flow". */
export function titleFromFile(file: string): string {
  const words = modelStem(file)
    .replace(/[-_\s]+/gu, ' ')
    .trim()
  const [first = '', ...rest] = words
  return first.toUpperCase() + rest.join('')
}

/** The names of the models of one file, in order: the file's own, or with each page's name behind it. */
export function modelNames(stem: string, pages: readonly (string | undefined)[]): readonly string[] {
  const taken = new Set<string>()
  return pages.map((page) => {
    const wanted = page === undefined ? stem : `${stem}-${slug(page, 'page').slice(0, LONGEST.page)}`
    const name = uniqueId(wanted, (id) => taken.has(id))
    taken.add(name)
    return `${name}.threat-model.yaml`
  })
}

/** Kept as the person knows it, but for what no file system or terminal should get. */
function safeStem(stem: string): string {
  const safe = stem
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu, '-')
    .replace(/^[.\s-]+|[.\s-]+$/gu, '')
    .slice(0, LONGEST.file)
    // Half of a character is none.
    .replace(/[\uD800-\uDBFF]$|[.\s-]+$/gu, '')
  if (safe === '') return 'imported'
  return DEVICE.test(safe) ? `${safe}-model` : safe
}
