import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { bundledPackages } from '../bundled-packages.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What Linux shows for a window; the other systems take the program's own icon. */
const windowIcon = {
  name: 'window-icon',
  async generateBundle() {
    try {
      const { Resvg } = await import('@resvg/resvg-js')
      const svg = readFileSync(`${root}build/packaging/icon/icon.svg`, 'utf8')
      const source = new Resvg(svg, { fitTo: { mode: 'width', value: 256 } }).render().asPng()
      this.emitFile({ type: 'asset', fileName: 'icon.png', source })
    } catch (error) {
      this.warn(`The window gets no icon of its own: ${error.message}`)
    }
  },
}

// One file; only Electron's own module is left to Electron.
export default defineConfig({
  root,
  publicDir: false,
  plugins: [windowIcon, bundledPackages('desktop').bundle],
  ssr: { noExternal: true, external: ['electron'], target: 'node' },
  build: {
    ssr: 'electron/main/main.ts',
    outDir: 'dist/desktop',
    // The preload script is built into the same folder.
    emptyOutDir: false,
    target: 'node24',
    rolldownOptions: { output: { entryFileNames: 'main.js', codeSplitting: false } },
  },
})
