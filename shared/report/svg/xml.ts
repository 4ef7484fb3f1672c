/** Markup: every attribute and text goes through here, so that no word of a model can be more than a word. */
import { showHidden } from '../visible-text.ts'

type Attributes = Readonly<Record<string, string | number | undefined>>

/** An element with its children, which are markup already; without any it closes itself. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const words = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? numeral(value) : escaped(value ?? '')}"`)
    .join('')
  return children.length === 0 ? `<${name}${words}/>` : `<${name}${words}>${children.join('')}</${name}>`
}

/** An element that is a block of lines. */
export function block(name: string, attributes: Attributes, children: readonly string[]): string {
  return element(name, attributes, '\n', children.join('\n'), '\n')
}

/** Words as XML shows them: on one line, with what is hidden made visible. */
export function words(text: string): string {
  return escaped(oneLine(text))
}

/** One line as it is drawn and measured: white space counts once, nothing is hidden. */
export function oneLine(text: string): string {
  return showHidden(text).replace(/\s+/gu, ' ').trim()
}

function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/[\t\n\r]/g, (space) => `&#${space.charCodeAt(0)};`)
}

/** Two decimals are finer than any screen; what is no number is drawn at 0. */
export function numeral(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 100) / 100 + 0) : '0'
}
