// THIRD-PARTY-NOTICES.txt: the licence of every bundled package, each text once.
import type { BundledPackage } from './packages.ts'

/** Packages with the same text stand together above it; one without a text is named with its licence and author. */
export function printNotices(packages: readonly BundledPackage[]): string {
  const sections = new Map<string, BundledPackage[]>()
  for (const each of packages.flatMap((one) => [one, ...one.inside])) {
    const text = each.texts.join('\n\n') || withoutText(each)
    sections.set(text, [...(sections.get(text) ?? []), each])
  }
  const rule = '-'.repeat(80)
  const printed = [...sections].map(([text, of]) => {
    const names = new Set(of.map(({ name, version, licence }) => `${name} ${version} (${licence})`))
    return `${[...names].join('\n')}\n\n${text}\n`
  })
  return `Fenceline contains these packages. Their authors' licences follow.\n\n${rule}\n${printed.join(`\n${rule}\n`)}`
}

function withoutText({ licence, author, homepage }: BundledPackage): string {
  const by = author ? ` by ${author}` : ''
  return `Published under ${licence}${by}, without a text of the licence in the package. ${homepage ?? ''}`.trim()
}
