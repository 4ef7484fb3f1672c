// The frame that Mermaid draws in, held by the page as the preview holds it, for tests that look inside.
import type { Frame, Page } from 'playwright-core'

export interface Answered {
  readonly svg?: string
  readonly reason?: string
}

/** Opens the frame in the page; `closeFrame` removes it. */
export async function openFrame(page: Page): Promise<Frame> {
  const attached = page.waitForEvent('frameattached')
  await page.evaluate(async () => {
    const frame = document.createElement('iframe')
    frame.sandbox.add('allow-scripts')
    frame.id = 'drawing-under-test'
    frame.style.cssText = 'position:fixed;inset:0;width:100vw;height:100vh;opacity:0;pointer-events:none'
    frame.src = new URL('drawing/frame.html', document.baseURI).href
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
    document.body.append(frame)
    await loaded
  })
  return attached
}

/** Lets the open frame draw a text; null when it does not answer within the time. */
export const askFrame = (page: Page, text: string, ms = 5000): Promise<Answered | null> =>
  page.evaluate(
    ([draw, wait]) =>
      new Promise<Answered | null>((resolve) => {
        const frame = document.querySelector<HTMLIFrameElement>('#drawing-under-test')
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = ({ data }) => resolve(data as Answered)
        frame?.contentWindow?.postMessage({ draw }, '*', [port2])
        setTimeout(() => resolve(null), wait)
      }),
    [text, ms] as const,
  )

export const closeFrame = (page: Page): Promise<void> =>
  page.evaluate(() => document.querySelector('#drawing-under-test')?.remove())

/** Shows an answer as the preview does; false when it is no image. */
export const showAsImage = (page: Page, svg: string): Promise<boolean> =>
  page.evaluate(
    (text) =>
      new Promise<boolean>((resolve) => {
        const image = new Image()
        image.onload = () => resolve(image.naturalWidth > 0)
        image.onerror = () => resolve(false)
        image.src = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }))
        document.body.append(image)
        setTimeout(() => image.remove(), 200)
      }),
    svg,
  )
