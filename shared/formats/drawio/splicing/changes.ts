/** Changes of one cell, collected, and then made in its XML: attributes, geometry, and an object around it for new data. */
import type { XmlEdit } from '../../../core/xml/edit.ts'
import type { XmlElement } from '../../../core/xml/xml.ts'
import type { Point } from '../../../model/layout.ts'
import type { Rect } from '../../../model/placing/rect.ts'
import { printHtml } from '../file/label.ts'
import { editStyle, isOn } from '../file/style.ts'
import type { Cell } from '../file/types.ts'
import { numeral, printObject, printPoints } from '../writing/cells.ts'

export class CellChanges {
  readonly cell: Cell
  private label: string | undefined
  private readonly data = new Map<string, string | undefined>()
  private readonly style = new Map<string, string | undefined>()
  private shape: string | undefined
  private readonly own = new Map<string, string | undefined>()
  private rect: Partial<Rect> = {}
  private points: readonly Point[] | undefined

  constructor(cell: Cell) {
    this.cell = cell
  }

  /** `before` is what is shown now, of which `value` may be only a part that is put in its place. */
  setLabel(before: string, after: string): void {
    const raw = this.written
    const isHtml = isOn(this.cell.style, 'html') || /<[a-z/]/iu.test(raw)
    const [from, to] = isHtml ? [printHtml(before), printHtml(after)] : [before, after]
    // Whatever a person made bold around it stays.
    const at = from === '' ? -1 : raw.indexOf(from)
    const isOnce = at >= 0 && raw.indexOf(from, at + 1) < 0
    this.label = isOnce ? raw.slice(0, at) + to + raw.slice(at + from.length) : to
  }

  setData(name: string, value: string | undefined): void {
    this.data.set(name, value)
  }

  setStyle(key: string, value: string | undefined): void {
    this.style.set(key, value)
  }

  /** Another shape: the settings of the old one go, colours stay. */
  setShape(keys: readonly string[], style: string): void {
    for (const key of [...keys, ...this.cell.style.names]) this.style.set(key, undefined)
    this.shape = style
  }

  setAttribute(name: 'parent' | 'source' | 'target', value: string | undefined): void {
    this.own.set(name, value)
  }

  setRect(rect: Partial<Rect>): void {
    this.rect = { ...this.rect, ...rect }
  }

  setPoints(points: readonly Point[]): void {
    this.points = points
  }

  get edits(): readonly XmlEdit[] {
    const { element, wrapper } = this.cell
    return [
      ...[...this.own].map(([attribute, to]): XmlEdit => ({ set: element, attribute, to })),
      ...this.styleEdits(element),
      ...this.geometryEdits(element),
      ...(wrapper ? this.objectEdits(wrapper) : this.plainEdits(element)),
    ]
  }

  private get written(): string {
    const { element, wrapper } = this.cell
    return (wrapper ? wrapper.attributes.get('label') : element.attributes.get('value')) ?? ''
  }

  private objectEdits(wrapper: XmlElement): readonly XmlEdit[] {
    const label: XmlEdit[] =
      this.label === undefined ? [] : [{ set: wrapper, attribute: 'label', to: this.label }]
    return [...label, ...[...this.data].map(([attribute, to]): XmlEdit => ({ set: wrapper, attribute, to }))]
  }

  private plainEdits(element: XmlElement): readonly XmlEdit[] {
    const isPlain = [...this.data.values()].every((value) => value === undefined)
    if (isPlain) return this.label === undefined ? [] : [{ set: element, attribute: 'value', to: this.label }]
    const before = printObject(this.cell.id, this.label ?? this.written, this.data)
    return [
      { wrap: element, before, after: '</object>' },
      { set: element, attribute: 'id', to: undefined },
      { set: element, attribute: 'value', to: undefined },
    ]
  }

  private styleEdits(element: XmlElement): readonly XmlEdit[] {
    if (this.style.size === 0 && this.shape === undefined) return []
    const edited = editStyle(element.attributes.get('style') ?? '', this.style)
    return [{ set: element, attribute: 'style', to: `${this.shape ?? ''}${edited}` }]
  }

  private geometryEdits(element: XmlElement): readonly XmlEdit[] {
    const geometry = element.children.find(({ name }) => name === 'mxGeometry')
    if (!geometry) return []
    const places = Object.entries(this.rect).map(
      ([attribute, value]): XmlEdit => ({ set: geometry, attribute, to: numeral(value) }),
    )
    if (this.points === undefined) return places
    const old = geometry.children.find(({ attributes }) => attributes.get('as') === 'points')
    const fresh = this.points.length === 0 ? [] : [printPoints(this.points)]
    return [...places, ...(old ? [{ remove: old } as const] : []), { append: geometry, xml: fresh }]
  }
}
