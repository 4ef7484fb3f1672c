// What is wrong with what a page shows: rules of accessibility, controls out of reach, words cut off.
import axe from 'axe-core'
import type { Page } from 'playwright-core'

export const THEMES = ['light', 'dark', 'contrast'] as const

/** Gives the page axe-core; it stays until the page is left. */
export const bringAxe = (page: Page): Promise<unknown> => page.evaluate(axe.source)

/** "button-name: .foo", one line a rule and place. With `colours` only contrasts are looked at. */
export const findViolations = (page: Page, colours: boolean): Promise<readonly string[]> =>
  page.evaluate(async (only) => {
    const { run } = (globalThis as unknown as { axe: typeof axe }).axe
    const { violations } = await run(document, only ? { runOnly: ['color-contrast'] } : {})
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
    )
  }, colours)

/** Controls that cannot be brought into sight or are covered, words of buttons that are cut, a page that scrolls. */
export const findOutOfReach = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const CONTROLS =
      'button, a[href], input:not([type="hidden"]), select, textarea, summary, [role="treeitem"], [tabindex="0"]'
    const modal = [...document.querySelectorAll('dialog:modal')].at(-1)
    const found: string[] = []
    const nameOf = (element: Element) =>
      `${element.tagName.toLowerCase()} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}”`
    for (const element of (modal ?? document).querySelectorAll<HTMLElement>(CONTROLS)) {
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
      if (element.closest('[inert], [aria-hidden="true"], .react-flow__viewport')) continue
      // A radio or a file field may be drawn by its label.
      const drawn = element.closest('label') ?? element
      const lookAt = (block: ScrollLogicalPosition): string | undefined => {
        drawn.scrollIntoView({ block, inline: 'nearest' })
        const rect = drawn.getBoundingClientRect()
        const [x, y] = [rect.left + rect.width / 2, rect.top + rect.height / 2]
        const top = document.elementFromPoint(x, y)
        if (!top) return `out of sight: ${nameOf(element)} at ${Math.round(x)},${Math.round(y)}`
        if (drawn.contains(top) || top.contains(drawn)) return undefined
        // A menu, and in a narrow window a panel, lies over the rest until Escape.
        const panel = top.closest('aside, [role="menu"]')
        if (panel && !panel.contains(element)) return undefined
        return `covered: ${nameOf(element)} by ${nameOf(top)}`
      }
      // What scrolls inside is as tall as it likes.
      const isTall = drawn.getBoundingClientRect().height > 200
      const blocks = isTall ? [] : (['center', 'start', 'end', 'nearest'] as const)
      let fault: string | undefined
      for (const block of blocks) {
        fault = lookAt(block)
        if (fault === undefined) break
      }
      if (fault !== undefined) found.push(fault)
      const style = getComputedStyle(element)
      const isCut = element.scrollWidth > element.clientWidth + 1 && style.textOverflow !== 'ellipsis'
      if (element.matches('button') && isCut && style.overflowX === 'hidden')
        found.push(`cut: ${nameOf(element)}`)
    }
    const { scrollingElement } = document
    if (scrollingElement && scrollingElement.scrollWidth > innerWidth) found.push('the page scrolls sideways')
    if (scrollingElement && scrollingElement.scrollTop > 0) found.push('the frame was scrolled away')
    for (const box of document.querySelectorAll<HTMLElement>('body *')) {
      if (box.scrollWidth <= box.clientWidth + 1 || box.closest('[data-text-editor], pre, .react-flow'))
        continue
      const { overflowX } = getComputedStyle(box)
      if (overflowX === 'auto' || overflowX === 'scroll')
        found.push(`scrolls sideways: ${nameOf(box)} ${box.className}`)
    }
    // The page is asked for less motion.
    for (const { effect } of document.getAnimations()) {
      const { duration = 0 } = effect?.getTiming() ?? {}
      if (
        effect instanceof KeyframeEffect &&
        effect.target?.getRootNode() === document &&
        Number(duration) > 0
      )
        found.push(`moves: ${nameOf(effect.target)}`)
    }
    return found
  })

/** Goes through the page with Tab. Tells where the focus is not to be seen, and when it never comes back. */
export const findFocusFaults = async (page: Page): Promise<readonly string[]> => {
  const found: string[] = []
  const seen = new Set<number | null | undefined>()
  for (let step = 0; step < 150; step += 1) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      let active = document.activeElement
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
      if (!(active instanceof HTMLElement) || active === document.body) return null
      const page = window as unknown as { stops?: Map<Element, number> }
      page.stops ??= new Map()
      if (!page.stops.has(active)) page.stops.set(active, page.stops.size)
      const focus = getComputedStyle(document.documentElement).getPropertyValue('--focus').trim()
      const probe = Object.assign(document.createElement('i'), { hidden: true })
      probe.style.color = focus
      document.body.append(probe)
      const { color } = getComputedStyle(probe)
      probe.remove()
      // A hidden radio shows the focus on its label, a field in a frame on the frame, a grid on its cell.
      const around = [
        active,
        active.parentElement,
        active.parentElement?.parentElement,
        active.nextElementSibling,
        document.getElementById(active.getAttribute('aria-activedescendant') ?? ''),
      ]
      const hasRing = around.some((element) => {
        if (!element) return false
        const { outlineStyle, outlineWidth, borderTopColor, boxShadow } = getComputedStyle(element)
        const line = getComputedStyle(element, '::after').backgroundColor
        if (line === color) return true
        return (
          (outlineStyle !== 'none' && outlineWidth !== '0px') ||
          borderTopColor === color ||
          boxShadow.includes(color)
        )
      })
      const rect = active.getBoundingClientRect()
      const words = (active.getAttribute('aria-label') ?? active.textContent ?? '').trim().slice(0, 40)
      return {
        // The diagram is one control, in which Tab goes from element to element.
        id: active.matches('[role="application"]') ? null : page.stops.get(active),
        name: `${active.tagName.toLowerCase()} “${words}”`,
        isSeen: hasRing || active.isContentEditable || active.matches('[role="application"]'),
        isInSight: rect.bottom > 0 && rect.right > 0 && rect.top < innerHeight && rect.left < innerWidth,
      }
    })
    // Past the last control come the browser's own; a modal dialog keeps the focus.
    if (stop === null || (stop.id !== null && seen.has(stop.id))) return found
    seen.add(stop.id)
    if (!stop.isInSight) found.push(`focus out of sight: ${stop.name}`)
    if (!stop.isSeen) found.push(`focus not to be seen: ${stop.name}`)
  }
  return [...found, 'Tab never comes to an end']
}
