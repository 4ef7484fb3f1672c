/** Which element of the old text each element of the new one is: what makes an edited title a rename. */

import type { Diagnostic } from '../../core/diagnostics.ts'
import { groupBy } from '../../core/group.ts'
import { titleKey } from '../../formats/dfd/syntax/spelling.ts'
import type { Flow } from '../../model/schema.ts'
import { type PairedLine, pairLines } from '../merging/pair-lines.ts'
import type { Drawn, DrawnFlow, Element, Naming } from './drawn.ts'
import type { Language, Owner } from './language.ts'

export interface Match {
  /** Refs of the new text to refs of the old one; what is new is not in it. */
  readonly old: ReadonlyMap<string, string>
  /** Elements whose line is still there and that the new text would drop by a slip, told at that line. */
  readonly losses: readonly Diagnostic[]
}

export function matchTexts(
  { findLosses }: Pick<Language, 'findLosses'>,
  before: Drawn,
  after: Drawn,
  owner: Owner,
): Match {
  const pairs = pairLines(
    before.lines.map(({ text }) => text),
    after.lines.map(({ text }) => text),
  )
  const matching = new Matching(before, after, pairs)
  matching.byWrittenId()
  matching.byName()
  matching.byPlace()
  matching.byTitle()
  matching.byLine()
  const { old, used } = matching
  const losses = findLosses({ before, after, pairs, old, used }, owner)
  matching.flows()
  return { old, losses }
}

class Matching {
  readonly old = new Map<string, string>()
  readonly used = new Set<string>()
  private readonly before: Drawn
  private readonly after: Drawn
  private readonly pairs: readonly (PairedLine | null)[]

  constructor(before: Drawn, after: Drawn, pairs: readonly (PairedLine | null)[]) {
    this.before = before
    this.after = after
    this.pairs = pairs
  }

  private take(ref: string, old: string | undefined): void {
    if (old === undefined || this.old.has(ref) || this.used.has(old)) return
    this.old.set(ref, old)
    this.used.add(old)
  }

  private takeElement(element: Element, old: Element | undefined): void {
    if (old?.what === element.what) this.take(element.ref, old.ref)
  }

  byWrittenId(): void {
    const written = new Map<string, Element>()
    for (const old of this.before.elements.values()) {
      if (old.written !== undefined) written.set(old.written, old)
    }
    for (const element of this.after.elements.values()) {
      if (element.written !== undefined) this.takeElement(element, written.get(element.written))
    }
  }

  /** What has the same name is the same, whatever else is said of it. */
  byName(): void {
    const named = new Map([...this.before.elements.values()].map((old) => [keyOfName(old), old]))
    for (const element of this.after.elements.values()) {
      if (element.name !== undefined) this.takeElement(element, named.get(keyOfName(element)))
    }
  }

  /** Named at the same place of a line that is as it was; a declaration tells more than a mention. */
  byPlace(): void {
    const known = new Map(this.before.namings.map((naming) => [placeOf(naming.line, naming), naming]))
    const isDeclaration = ({ declared }: Element, naming: Naming) =>
      declared.line === naming.line && declared.span.start === naming.span.start
    for (const only of [true, false]) {
      for (const naming of this.after.namings) {
        const pair = this.pairs[naming.line]
        const element = this.after.elements.get(naming.ref)
        if (!pair?.isSame || !element || naming.what === 'flow') continue
        if (only && !isDeclaration(element, naming)) continue
        const old = this.before.elements.get(known.get(placeOf(pair.line, naming))?.ref ?? '')
        if (old && titleKey(old.title) === titleKey(element.title)) this.takeElement(element, old)
      }
    }
  }

  byTitle(): void {
    const free = [...this.before.elements.values()].filter(({ ref }) => !this.used.has(ref))
    const key = ({ what, title }: Element) => `${what} ${titleKey(title)}`
    const byKey = groupBy(free, key)
    // Two lines may be called "B" and "b".
    const passes: readonly ((a: Element, b: Element) => boolean)[] = [
      (a, b) => a.kind === b.kind && a.title === b.title,
      (a, b) => a.kind === b.kind,
      () => true,
    ]
    for (const isSame of passes) {
      for (const element of this.after.elements.values()) {
        const candidates = byKey.get(key(element))
        this.takeElement(
          element,
          candidates?.find((each) => !this.used.has(each.ref) && isSame(each, element)),
        )
      }
    }
  }

  /** Declared in the place of a declaration that is gone: the title was edited. */
  byLine(): void {
    const free = [...this.before.elements.values()].filter(({ ref }) => !this.used.has(ref))
    const byLine = groupBy(free, ({ declared }) => declared.line)
    for (const element of this.after.elements.values()) {
      const pair = this.pairs[element.declared.line]
      if (!pair || this.old.has(element.ref)) continue
      const old = byLine
        .get(pair.line)
        ?.filter((each) => !this.used.has(each.ref) && each.what === element.what)
      const sameKind = old?.find(({ kind }) => kind === element.kind)
      this.takeElement(element, sameKind ?? old?.[0])
    }
  }

  flows(): void {
    const before = [...this.before.flows.values()]
    const after = [...this.after.flows.values()]
    const ends = (from: string | undefined, to: string | undefined) => `${from}>>${to}`
    const endsNow = ({ flow }: DrawnFlow) => ends(this.old.get(flow.from), this.old.get(flow.to))
    const byStart = groupBy(before, ({ flow, written }) => `${flow.from}>${written ?? ''}`)
    const byEnds = groupBy(before, ({ flow }) => ends(flow.from, flow.to))
    const byPlace = groupBy(before, ({ line, step }) => `${line} ${step}`)
    const placed = (each: DrawnFlow) => {
      const pair = this.pairs[each.line]
      return pair ? (byPlace.get(`${pair.line} ${each.step}`) ?? []) : []
    }
    const said = ({ title, protocol }: Flow) => `${title}\n${protocol ?? ''}`
    const passes: readonly ((each: DrawnFlow) => readonly DrawnFlow[])[] = [
      (each) =>
        each.written === undefined
          ? []
          : (byStart.get(`${this.old.get(each.flow.from)}>${each.written}`) ?? []),
      (each) => placed(each).filter(({ flow }) => ends(flow.from, flow.to) === endsNow(each)),
      (each) => (byEnds.get(endsNow(each)) ?? []).filter(({ flow }) => said(flow) === said(each.flow)),
      (each) => byEnds.get(endsNow(each)) ?? [],
      placed,
    ]
    for (const candidates of passes) {
      for (const each of after) {
        if (this.old.has(each.ref)) continue
        this.take(each.ref, candidates(each).find(({ ref }) => !this.used.has(ref))?.ref)
      }
    }
  }
}

function placeOf(line: number, { span, what }: Naming): string {
  return `${what} ${line}:${span.start}`
}

function keyOfName({ what, name }: Element): string {
  return `${what} ${name ?? ''}`
}
