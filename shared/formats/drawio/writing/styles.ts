/** The notation of data flow diagrams in shapes that every draw.io has. */
import type { Kind } from '../../../model/schema.ts'

export const SHAPE_STYLES: Readonly<Record<Kind, string>> = {
  external: 'rounded=0;whiteSpace=wrap;html=1;strokeWidth=1.5;',
  process: 'ellipse;whiteSpace=wrap;html=1;strokeWidth=1.5;',
  store: 'shape=partialRectangle;whiteSpace=wrap;html=1;left=0;right=0;fillColor=none;strokeWidth=1.5;',
}
/** What of a style makes the shape: taken out before another kind's is put in. */
export const SHAPE_KEYS = [
  ...[
    'shape',
    'rounded',
    'arcSize',
    'perimeter',
    'left',
    'right',
    'top',
    'bottom',
    'aspect',
    'size',
    'image',
  ],
  ...['resIcon', 'grIcon', 'prIcon', 'boundedLbl', 'backgroundOutline'],
] as const
export const ZONE_STYLE =
  'rounded=0;whiteSpace=wrap;html=1;container=1;collapsible=1;dashed=1;strokeColor=#FF3333;strokeWidth=2;fillColor=none;fontColor=#FF3333;fontStyle=1;align=left;verticalAlign=top;spacingLeft=6;spacingTop=2;'
export const NOTE_STYLE =
  'text;html=1;strokeColor=none;fillColor=none;align=left;verticalAlign=top;whiteSpace=wrap;'
export const LINE_STYLE =
  'endArrow=none;dashed=1;html=1;rounded=1;strokeColor=#FF3333;strokeWidth=2;fontColor=#FF3333;fontStyle=1;'
export const FLOW_STYLE = 'edgeStyle=none;rounded=1;html=1;endArrow=classic;'
export const TWO_WAY = 'startArrow=classic;'
