/** Sizes follow from titles alone, so a diagram can be measured, culled and exported without a browser. */
import type { Component } from '../schema.ts'
import type { Rect } from './rect.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

/** What is to be placed. */
export interface Item {
  readonly id: string
  readonly size: Size
}

export const GRID = 8
/** Room inside a zone between its border and its members; the top holds the title. */
export const ZONE_PADDING = { top: 40, side: 24, bottom: 24 } as const
export const EMPTY_ZONE = { width: 240, height: 160 } as const
const COMPONENT = { minWidth: 144, maxWidth: 240, height: 64, padding: 36 } as const
/** Mean advance of Inter at 13 px; wide scripts count double. */
const CHARACTER = 7.4

const sizes = new WeakMap<Component, Size>()

/** The size a component has unless a person resized it; on the grid. */
export function componentSize(component: Component): Size {
  const known = sizes.get(component)
  if (known) return known
  const size = measured(component)
  sizes.set(component, size)
  return size
}

function measured(component: Component): Size {
  const subtitle = component.note ?? component.technologies.join(', ')
  const text = Math.max(textWidth(component.title), textWidth(subtitle) * 0.86)
  const width = Math.min(COMPONENT.maxWidth, Math.max(COMPONENT.minWidth, text + COMPONENT.padding))
  return { width: Math.ceil(width / GRID) * GRID, height: COMPONENT.height }
}

function textWidth(text: string): number {
  let width = 0
  for (const character of text)
    width += (character.codePointAt(0) ?? 0) > 0x2e80 ? CHARACTER * 1.8 : CHARACTER
  return width
}

/** The size of a zone that nobody sized, from the bounds of its members relative to it. */
export function zoneSize(members: Rect | null): Size {
  if (!members) return EMPTY_ZONE
  return {
    width: Math.max(EMPTY_ZONE.width, members.x + members.width + ZONE_PADDING.side),
    height: Math.max(EMPTY_ZONE.height, members.y + members.height + ZONE_PADDING.bottom),
  }
}
