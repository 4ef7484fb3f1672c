/** The diagram, or what is selected of it, as a picture. */
import cyrillic from '@fontsource-variable/inter/files/inter-cyrillic-wght-normal.woff2?url'
import greek from '@fontsource-variable/inter/files/inter-greek-wght-normal.woff2?url'
import latinExtended from '@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2?url'
import latin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url'
import type { Document } from '../../../shared/model/document.ts'
import type { SvgTheme } from '../../../shared/report/svg/themes.ts'
import { paintPng, printImage } from '../../platform/paint.ts'
import { marksIn } from '../../state/canvas/marks.ts'
import { selectedLayout } from '../../state/canvas/selected-layout.ts'
import { selectedModel } from '../../state/canvas/selected-model.ts'
import { currentDocument } from '../../state/document.ts'
import { notify, uiStore } from '../../state/ui.ts'

export interface PictureOptions {
  /** What to draw; absent: everything, on every page. */
  readonly selection?: readonly string[] | undefined
  /** Absent: as the app looks. */
  readonly theme?: SvgTheme | undefined
}

/** Parts of Inter, as they are split for browsers, with the characters that each is for. */
const FACES = [
  { url: latin, range: 'U+0-FF,U+131,U+152-153,U+2000-206F,U+20AC,U+2122,U+2190-2193', text: /./ },
  { url: latinExtended, range: 'U+100-2BA,U+1E00-1EFF,U+20A0-20AB', text: /[\u0100-\u02ba\u1e00-\u1eff]/ },
  { url: cyrillic, range: 'U+301,U+400-45F,U+490-491', text: /[\u0400-\u045f]/ },
  { url: greek, range: 'U+370-3FF', text: /[\u0370-\u03ff]/ },
] as const

export async function printPicture(document: Document, options: PictureOptions = {}): Promise<string> {
  return print(document, options)
}

/** A picture in pixels brings its font along: an image has no part in the page's fonts. */
export async function paintPicture(document: Document, options: PictureOptions = {}): Promise<Blob> {
  return paintPng(await withFont(document, options))
}

/** Hands the diagram to the printer, on one page and on white. */
export async function printDiagram(): Promise<void> {
  const document = currentDocument()
  try {
    await printImage(await withFont(document, { theme: 'contrast' }), document.model.title)
  } catch {
    notify('error', 'The diagram could not be printed.', 'Export it as SVG instead.')
  }
}

async function withFont(document: Document, options: PictureOptions): Promise<string> {
  return print(document, options, await fontFaceFor(await print(document, options)))
}

async function print(document: Document, options: PictureOptions, fontFace?: string): Promise<string> {
  const { printSvg } = await import('../../../shared/report/svg/print.ts')
  const { settings, page } = uiStore.getState()
  const { model, layout } = document
  const { selection = [] } = options
  const part = options.selection && selectedModel(document, selection)
  return printSvg(
    part ? { ...part, title: model.title } : model,
    part ? selectedLayout(document, part, selection) : layout,
    {
      theme: options.theme ?? themeShown(),
      density: settings.density,
      marks: marksIn(document),
      // What is selected lies on the page that is shown.
      ...(part ? { page: page ?? layout.pages[0]?.id } : {}),
      ...(fontFace === undefined ? {} : { fontFace }),
    },
  )
}

/** The theme that the app is in; "system" is settled by then. */
export function themeShown(): SvgTheme {
  const { theme } = window.document.documentElement.dataset
  return theme === 'dark' || theme === 'contrast' ? theme : 'light'
}

async function fontFaceFor(svg: string): Promise<string> {
  const faces = FACES.filter(({ text }) => text.test(svg)).map(async ({ url, range }) => {
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer())
    const data = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    return `@font-face{font-family:Inter;font-weight:100 900;unicode-range:${range};src:url(data:font/woff2;base64,${data}) format("woff2")}`
  })
  return (await Promise.all(faces)).join('')
}
