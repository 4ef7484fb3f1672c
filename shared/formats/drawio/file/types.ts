/** What a draw.io file holds, as the tool means it; nothing here knows threat models. */
import type { Span } from '../../../core/places.ts'
import type { XmlElement } from '../../../core/xml/xml.ts'
import type { Point } from '../../../model/layout.ts'
import type { Rect } from '../../../model/placing/rect.ts'
import type { Style } from './style.ts'

export interface DrawioFile {
  /** The text that holds the pages: the file's own, or what an SVG carries in its `content`. */
  readonly text: string
  readonly root: XmlElement
  /** How the text stands in the file. */
  readonly carrier: Carrier
  readonly pages: readonly DrawioPage[]
}

export type Carrier =
  | { readonly kind: 'plain' }
  | { readonly kind: 'svg'; readonly element: XmlElement; readonly encoding: 'xml' | 'uri' | 'base64' }

export interface DrawioPage {
  readonly id: string
  /** Empty where nobody named it. */
  readonly name: string
  /** Absent where the file is a lone `mxGraphModel`. */
  readonly diagram?: XmlElement
  /** The text that the cells' elements stand in: the file's, or the inflated page. */
  readonly text: string
  readonly isCompressed: boolean
  /** The element that holds the cells; absent in a page that nobody drew on. */
  readonly root?: XmlElement
  readonly cells: readonly Cell[]
  /** In the text that was given, not in an inflated one. */
  readonly at: Span
}

export interface Cell {
  /** Of the file; made up where it has none or a second one of the same name. */
  readonly id: string
  readonly parent: string | undefined
  readonly source: string | undefined
  readonly target: string | undefined
  readonly kind: 'vertex' | 'edge' | 'other'
  /** As it is shown, lines kept, placeholders filled in. */
  readonly label: string
  readonly style: Style
  readonly geometry: Geometry | undefined
  /** What a person added to the shape ("Edit Data"), by name; also its link and tooltip. */
  readonly properties: ReadonlyMap<string, string>
  readonly isVisible: boolean
  readonly isCollapsed: boolean
  readonly element: XmlElement
  /** The `object` or `UserObject` around it, with its label and id. */
  readonly wrapper?: XmlElement
  /** In the text that was given. */
  readonly at: Span
}

export interface Geometry {
  readonly rect: Rect
  /** Of an edge's label: along its parent; of any other child: a share of the parent's size. */
  readonly isRelative: boolean
  readonly offset: Point
  readonly points: readonly Point[]
  readonly sourcePoint: Point | undefined
  readonly targetPoint: Point | undefined
  /** The size that it has when it is opened again, or closed. */
  readonly alternate: Rect | undefined
}
