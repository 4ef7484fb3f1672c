// What the published Mermaids draw, in a browser, with the settings of the hosts that run them.
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'

/** Oldest first; GitLab's older hosts, GitHub, and the newest. */
export const MERMAIDS = ['mermaid-10', 'mermaid-11', 'mermaid'] as const
export type MermaidPackage = (typeof MERMAIDS)[number]

interface DrawnShape {
  readonly label: string
  /** `rect`, `path` … with what tells a cylinder from a stadium. */
  readonly shape: 'box' | 'stadium' | 'cylinder' | 'other'
  readonly stroke: string
  readonly dashes: string
  /** The label does not stick out of its shape. */
  readonly holdsLabel: boolean
}

export interface Drawing {
  readonly nodes: readonly DrawnShape[]
  readonly edges: readonly { readonly stroke: string; readonly width: string }[]
  readonly edgeLabels: readonly string[]
  readonly clusters: readonly DrawnShape[]
  readonly width: number
  readonly height: number
}

/** A page with one Mermaid on it, as strict as GitHub's. */
export async function openMermaid(browser: Browser, name: MermaidPackage): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } })
  await page.setContent('<!doctype html><body style="margin:0"><div id="drawing"></div>')
  const file = new URL(`../../../node_modules/${name}/dist/mermaid.min.js`, import.meta.url)
  await page.addScriptTag({ path: fileURLToPath(file) })
  return page
}

/** Draws a text and tells what is on the page. Rejects with Mermaid's words where it draws nothing. */
export async function draw(page: Page, text: string): Promise<Drawing> {
  return page.evaluate(async (source) => {
    interface Api {
      initialize(config: object): void
      render(id: string, text: string): Promise<{ svg: string }>
    }
    const { mermaid } = window as unknown as { mermaid: Api }
    const place = document.getElementById('drawing')
    if (!place) throw new Error('the page has no place to draw')
    mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', suppressErrorRendering: true })
    const { svg } = await mermaid.render('drawn', source)
    place.innerHTML = svg
    const words = (element: Element | null): string => {
      if (!element) return ''
      const copy = element.cloneNode(true) as Element
      for (const line of copy.querySelectorAll('br')) line.replaceWith('\n')
      return (copy.textContent ?? '').replace(/[\u00a0 ]+/g, ' ').trim()
    }
    const shapeOf = (outline: Element | null): DrawnShape['shape'] => {
      if (!outline) return 'other'
      if (outline.tagName === 'rect') {
        const box = (outline as SVGRectElement).getBBox()
        const rx = Number(outline.getAttribute('rx') ?? 0)
        return rx >= box.height / 2 - 1 && rx > 0 ? 'stadium' : 'box'
      }
      const path = outline.getAttribute('d') ?? outline.querySelector('path')?.getAttribute('d') ?? ''
      if (/a/i.test(path) && /l ?0,/i.test(path)) return 'cylinder'
      return outline.querySelectorAll('path').length > 0 || path !== '' ? 'stadium' : 'other'
    }
    const seen = (group: Element, label: Element | null) => {
      const outline = group.querySelector(
        ':scope > rect, :scope > path, :scope > polygon, :scope > g:not(.label):not(.cluster-label)',
      )
      const stroked = outline?.tagName === 'g' ? (outline.querySelector('path') ?? outline) : outline
      const style = stroked ? getComputedStyle(stroked) : null
      const around = outline?.getBoundingClientRect()
      const inner = label?.getBoundingClientRect()
      return {
        label: words(label),
        shape: shapeOf(outline),
        stroke: style?.stroke ?? '',
        dashes: style?.strokeDasharray ?? '',
        holdsLabel: !around || !inner || inner.width <= around.width + 1,
      }
    }
    const drawing = place.querySelector('svg')
    const box = drawing?.viewBox.baseVal
    return {
      nodes: [...place.querySelectorAll('.node')].map((node) => seen(node, node.querySelector('.label'))),
      clusters: [...place.querySelectorAll('.cluster')].map((zone) =>
        seen(zone, zone.querySelector('.cluster-label')),
      ),
      edgeLabels: [...place.querySelectorAll('.edgeLabels .edgeLabel')]
        .filter((label) => !label.parentElement?.closest('.edgeLabel'))
        .map(words)
        .filter((label) => label !== ''),
      edges: [...place.querySelectorAll('.edgePaths path')].map((edge) => {
        const { stroke, strokeWidth } = getComputedStyle(edge)
        return { stroke, width: strokeWidth }
      }),
      width: box?.width ?? 0,
      height: box?.height ?? 0,
    }
  }, text)
}
