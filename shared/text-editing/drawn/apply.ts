/**
 * What typing changed in the text, done to the whole document. Only the difference between the old and
 * the new text is applied, so that whatever the text cannot express stays as it is.
 */
import { canonicalJson } from '../../core/text.ts'
import { type Document, tidy } from '../../model/document.ts'
import { addBoundary, addComponent, updateBoundary, updateComponent } from '../../model/edits/components.ts'
import { addFlow, reconnectFlow, setCrossedBy, updateFlow } from '../../model/edits/flows.ts'
import { removeElements } from '../../model/edits/remove.ts'
import { retarget } from '../../model/edits/rename.ts'
import { flowRef, slug, uniqueId } from '../../model/ids.ts'
import { indexOf } from '../../model/queries.ts'
import type { Boundary, Component, Flow, Model } from '../../model/schema.ts'
import { keepPlaces } from '../keep-places.ts'
import type { Drawn } from './drawn.ts'

export interface Texts {
  readonly before: Drawn
  readonly after: Drawn
  /** Refs of the old text to refs of the document. */
  readonly known: ReadonlyMap<string, string>
  /** Refs of the new text to refs of the old one. */
  readonly old: ReadonlyMap<string, string>
}

export interface Applied {
  readonly document: Document
  /** Refs of the new text to refs of the document. */
  readonly refs: ReadonlyMap<string, string>
  /** Ids of what is new. */
  readonly added: readonly string[]
}

export function applyTexts(document: Document, texts: Texts): Applied {
  const applying = new Applying(document, texts)
  applying.removeBoundaries()
  applying.nameNew()
  applying.reconnect()
  applying.removeTheRest()
  applying.add()
  applying.change()
  return applying.finish()
}

class Applying {
  private readonly start: Document
  private document: Document
  private readonly before: Drawn
  private readonly after: Drawn
  private readonly known: ReadonlyMap<string, string>
  private readonly old: ReadonlyMap<string, string>
  private readonly refs = new Map<string, string>()
  private readonly added: string[] = []
  /** Flows of the old text by where they are in the document after reconnecting. */
  private readonly moved = new Map<string, string>()

  constructor(document: Document, { before, after, known, old }: Texts) {
    this.start = document
    this.document = document
    this.before = before
    this.after = after
    this.known = known
    this.old = old
    for (const [ref, was] of old) {
      const own = known.get(was)
      if (own !== undefined) this.refs.set(ref, own)
    }
  }

  private set(model: Model): void {
    if (model !== this.document.model) this.document = { ...this.document, model }
  }

  private gone(isBoundary: boolean): readonly string[] {
    const stays = new Set(this.old.values())
    const { boundaries } = indexOf(this.before.model)
    return [...this.known].flatMap(([was, own]) =>
      stays.has(was) || boundaries.has(was) !== isBoundary ? [] : [own],
    )
  }

  /** Before new ids are chosen, so that a component made a zone can keep its id. */
  removeBoundaries(): void {
    this.set(removeElements(this.document.model, this.gone(true)).model)
  }

  nameNew(): void {
    const { components, boundaries } = indexOf(this.document.model)
    const taken = new Set([...components.keys(), ...boundaries.keys()])
    const waiting = [...this.after.elements.values()].filter(({ ref }) => !this.refs.has(ref))
    for (const { ref, title, basis = title, written, suggested } of waiting) {
      const wanted = written ?? suggested
      const id = uniqueId(wanted ?? slug(basis), (other) => taken.has(other))
      taken.add(id)
      this.refs.set(ref, id)
      if (wanted === undefined) this.added.push(id)
    }
  }

  reconnect(): void {
    for (const { ref, flow } of this.after.flows.values()) {
      const own = this.refs.get(ref)
      if (own === undefined) continue
      const { from, to } = this.endsOf(flow)
      const reconnected = reconnectFlow(this.document.model, own, { from, to })
      this.refs.set(ref, reconnected.ref)
      this.moved.set(own, reconnected.ref)
      this.set(reconnected.model)
      if (reconnected.ref !== own) {
        this.document = retarget(this.document, new Map([[own, reconnected.ref]]))
      }
    }
  }

  removeTheRest(): void {
    this.set(removeElements(this.document.model, this.gone(false)).model)
  }

  add(): void {
    for (const component of this.after.model.components) {
      const id = this.refs.get(component.id) ?? component.id
      if (indexOf(this.document.model).components.has(id)) continue
      const zone = this.zoneOf(component)
      this.set(addComponent(this.document.model, { ...component, id, zone }).model)
    }
    for (const boundary of this.after.model.boundaries) {
      const id = this.refs.get(boundary.id) ?? boundary.id
      if (indexOf(this.document.model).boundaries.has(id)) continue
      const parent = this.parentOf(boundary)
      this.set(addBoundary(this.document.model, { ...boundary, id, parent, crossedBy: [] }).model)
    }
    for (const { ref, flow, written, suggested } of this.after.flows.values()) {
      if (this.refs.has(ref)) continue
      const { id: _, ...rest } = flow
      const wanted = written ?? suggested
      const given = { ...rest, ...this.endsOf(flow), ...(wanted === undefined ? {} : { id: wanted }) }
      const isTaken = indexOf(this.document.model).flows.has(flowRef({ from: given.from, id: wanted ?? '' }))
      const { id: __, ...free } = given
      const added = addFlow(this.document.model, isTaken ? free : given)
      this.refs.set(ref, added.ref)
      this.set(added.model)
    }
  }

  change(): void {
    const before = indexOf(this.before.model)
    for (const component of this.after.model.components) {
      const was = before.components.get(this.old.get(component.id) ?? '')
      const id = this.refs.get(component.id)
      if (!was || id === undefined) continue
      const current = indexOf(this.document.model).components.get(id)
      const isOther = this.saysKind(component.id) && current?.kind !== component.kind
      const changes = {
        ...differences(was, component, ['title', 'note']),
        ...(isOther ? { kind: component.kind } : {}),
      }
      const zone = this.zoneOf(component)
      const moves = zone !== this.formerly(was.zone)
      if (!moves && isEmpty(changes)) continue
      this.set(updateComponent(this.document.model, id, { ...changes, ...(moves ? { zone } : {}) }))
    }
    for (const boundary of this.after.model.boundaries) {
      const was = before.boundaries.get(this.old.get(boundary.id) ?? '')
      const id = this.refs.get(boundary.id)
      if (id === undefined) continue
      if (was) {
        const parent = this.parentOf(boundary)
        const moves = parent !== this.formerly(was.parent)
        const changes = { ...differences(was, boundary, ['title']), ...(moves ? { parent } : {}) }
        this.set(updateBoundary(this.document.model, id, changes))
      }
      this.cross(id, was, boundary)
    }
    for (const { ref, flow } of this.after.flows.values()) {
      const was = before.flows.get(this.old.get(ref) ?? '')
      const own = this.refs.get(ref)
      if (!was || own === undefined) continue
      const changes = differences(was, flow, ['title', 'protocol'])
      if (!isEmpty(changes)) this.set(updateFlow(this.document.model, own, changes))
    }
    const { title, notes } = this.after.model
    if (title !== this.before.model.title) this.set({ ...this.document.model, title })
    if (canonicalJson(notes) !== canonicalJson(this.before.model.notes))
      this.set({ ...this.document.model, notes })
  }

  /** True when what says the kind was changed; a text that went on being guessed at says nothing new. */
  private saysKind(ref: string): boolean {
    const sign = this.after.elements.get(ref)?.sign ?? ''
    return sign !== '' && sign !== this.before.elements.get(this.old.get(ref) ?? '')?.sign
  }

  private cross(id: string, was: Boundary | undefined, now: Boundary): void {
    const line = indexOf(this.document.model).boundaries.get(id)
    if (line?.kind !== 'line') return
    const formerly = (was?.crossedBy ?? []).map((ref) => {
      const own = this.known.get(ref) ?? ref
      return this.moved.get(own) ?? own
    })
    const wanted = now.crossedBy.flatMap((ref) => this.refs.get(ref) ?? [])
    const lost = new Set(formerly.filter((ref) => !wanted.includes(ref)))
    const gained = wanted.filter((ref) => !formerly.includes(ref) && !line.crossedBy.includes(ref))
    if (lost.size + gained.length === 0) return
    const refs = [...line.crossedBy.filter((ref) => !lost.has(ref)), ...gained]
    this.set(setCrossedBy(this.document.model, id, refs))
  }

  finish(): Applied {
    const document = this.document === this.start ? this.start : tidy(keepPlaces(this.start, this.document))
    return { document, refs: this.refs, added: this.added }
  }

  private endsOf({ from, to }: Flow): { from: string; to: string } {
    return { from: this.refs.get(from) ?? from, to: this.refs.get(to) ?? to }
  }

  private zoneOf({ zone }: Component): string | null {
    return zone === null ? null : (this.refs.get(zone) ?? zone)
  }

  private parentOf({ parent }: Boundary): string | null {
    return parent === null ? null : (this.refs.get(parent) ?? parent)
  }

  /** A zone of the old text in the document's ids; one that is gone is like no other, so what was in it moves. */
  private formerly(zone: string | null): string | null {
    return zone === null ? null : (this.known.get(zone) ?? zone)
  }
}

/** The named members in which `now` differs from `was`; a member that is gone is undefined. */
function differences<T extends object, K extends keyof T>(was: T, now: T, names: readonly K[]): Pick<T, K> {
  const changed = names.filter((name) => was[name] !== now[name])
  return Object.fromEntries(changed.map((name) => [name, now[name]])) as Pick<T, K>
}

function isEmpty(changes: object): boolean {
  return Object.keys(changes).length === 0
}
