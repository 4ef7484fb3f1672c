import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { bundledPackages } from '../bundled-packages.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

const packages = bundledPackages('renderer', ['mermaid'])

/** Mermaid as it is published, beside the frame that draws with it: no page of ours holds any of it. */
const mermaidScript = {
  name: 'mermaid-script',
  generateBundle() {
    const source = readFileSync(`${root}node_modules/mermaid/dist/mermaid.min.js`)
    this.emitFile({ type: 'asset', fileName: 'drawing/mermaid.js', source })
  },
}

// The page is served under a policy without inline code and data: URLs, so every asset is a file.
export default defineConfig({
  root: `${root}renderer`,
  base: './',
  plugins: [react(), mermaidScript, packages.bundle],
  worker: { format: 'es', plugins: () => [packages.worker] },
  build: {
    outDir: `${root}dist/renderer`,
    emptyOutDir: true,
    target: 'es2023',
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      // How long a slow machine takes is no warning to who starts the app for the first time.
      checks: { bundlerTimings: false },
      input: { index: `${root}renderer/index.html`, frame: `${root}renderer/platform/drawing/frame.ts` },
      output: {
        // The frame's address is known to both hosts, which give it a policy of its own.
        entryFileNames: ({ name }) => (name === 'frame' ? 'drawing/frame.js' : 'assets/[name]-[hash].js'),
        // What keeps zod from compiling must run before any schema is made, whichever chunk that is in.
        codeSplitting: { groups: [{ name: 'zod', test: /node_modules[\\/]zod[\\/]|platform[\\/]no-eval/ }] },
      },
    },
  },
})
