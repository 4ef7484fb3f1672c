/** An SVG as pixels, without a browser. The renderer is a native package that not every machine has. */
import { createRequire } from 'node:module'
import { AppError } from '../../../shared/core/errors.ts'

/** Pixels of the picture for one of the diagram, as sharp as a good screen shows it. */
const SCALE = 2
/** 256 MB of pixels, and no side that programs refuse: a larger diagram is drawn smaller. */
const MOST = { pixels: 64_000_000, side: 32_000 } as const
/** What Inter has: Latin, Greek, Cyrillic, punctuation and arrows. */
const IN_INTER = /^[\u0020-\u052f\u1e00-\u1fff\u2000-\u2199]*$/u

export interface Png {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
  /** It has characters that Inter lacks. */
  readonly usesSystemFonts: boolean
}

/** Draws a document of `printSvg`. Throws where the renderer is missing. */
export async function renderPng(svg: string): Promise<Png> {
  const { Resvg } = await loadRenderer()
  const { width, height } = new Resvg(svg)
  const zoom = Math.min(SCALE, MOST.side / Math.max(width, height), Math.sqrt(MOST.pixels / (width * height)))
  const usesSystemFonts = !IN_INTER.test(svg.replaceAll('\n', ''))
  const image = new Resvg(svg, {
    font: {
      fontFiles: findFaces(),
      // Only where it must: looking through all fonts takes time and differs between machines.
      loadSystemFonts: usesSystemFonts,
      defaultFontFamily: 'Inter',
    },
    fitTo: { mode: 'zoom', value: zoom },
  }).render()
  return { bytes: image.asPng(), width: image.width, height: image.height, usesSystemFonts }
}

async function loadRenderer(): Promise<typeof import('@resvg/resvg-js')> {
  try {
    return await import('@resvg/resvg-js')
  } catch (cause) {
    throw new AppError('not-found', 'PNG needs the package @resvg/resvg-js, which this machine lacks.', {
      hint: 'Export with --to svg, or install both: npm install @resvg/resvg-js @expo-google-fonts/inter.',
      cause,
    })
  }
}

/**
 * The faces that a diagram is set in: the renderer does not read WOFF2, which the page has. Without them the text
 * would be missing from the picture, so there is none.
 */
function findFaces(): string[] {
  const require = createRequire(import.meta.url)
  try {
    return [
      require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
      require.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
    ]
  } catch (cause) {
    throw new AppError('not-found', 'PNG needs the fonts of @expo-google-fonts/inter.', {
      hint: 'Export with --to svg, or install it: npm install @expo-google-fonts/inter.',
      cause,
    })
  }
}
