/**
 * Runs in a sandboxed frame without an origin, after Mermaid's own script, and draws what its page asks for. Only types
 * are imported: the built file is a classic script, as a frame without an origin can load no module.
 */
import type { Mermaid } from 'mermaid'
import type { Answer, Ask } from './messages.ts'

declare const mermaid: Mermaid

{
  const MAX_TEXT = 50_000

  const isAsk = (data: unknown): data is Ask =>
    typeof data === 'object' &&
    data !== null &&
    'draw' in data &&
    typeof data.draw === 'string' &&
    data.draw.length <= MAX_TEXT

  const draw = async (text: string): Promise<Answer> => {
    try {
      mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', suppressErrorRendering: true })
      const { svg } = await mermaid.render('drawing', text)
      return { svg: asImage(svg) }
    } catch (error) {
      return { reason: error instanceof Error ? error.message : String(error) }
    }
  }

  /** HTML inside it becomes XML, and it gets the size it has, or an image of it would have none. */
  const asImage = (text: string): string => {
    const svg = new DOMParser().parseFromString(text, 'text/html').querySelector('svg')
    if (!svg) throw new Error('Mermaid gave no drawing.')
    const { width, height } = svg.viewBox.baseVal
    svg.setAttribute('width', String(Math.ceil(width)))
    svg.setAttribute('height', String(Math.ceil(height)))
    svg.removeAttribute('style')
    // XML has no place for these.
    return new XMLSerializer().serializeToString(svg).replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '')
  }

  const answer = ({ source, origin, data, ports: [port] }: MessageEvent<unknown>) => {
    // The frame's own address tells who may ask, though the frame itself has no origin.
    if (source !== window.parent || origin !== location.origin || !port || !isAsk(data)) return
    void draw(data.draw).then((drawn) => port.postMessage(drawn))
  }
  window.addEventListener('message', answer)
}
