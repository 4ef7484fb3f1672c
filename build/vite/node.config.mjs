import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { bundledPackages } from '../bundled-packages.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

// One self-contained folder: each dynamic import becomes a chunk, so a command loads only what it uses.
// A native package is no JavaScript to bundle: it stays where npm put it, and the one command that uses it says
// what to do where it is missing.
export default defineConfig({
  root,
  publicDir: false,
  plugins: [bundledPackages('node').bundle],
  // The build of `yaml` for Node asks the environment for a debug switch at every token.
  resolve: { alias: [{ find: /^yaml$/, replacement: `${root}node_modules/yaml/browser/index.js` }] },
  ssr: { noExternal: true, external: ['@resvg/resvg-js'], target: 'node' },
  build: {
    ssr: true,
    outDir: 'dist/node',
    emptyOutDir: true,
    target: 'node22',
    rolldownOptions: {
      // The second is a thread's: the desktop starts it from here too.
      input: { main: 'electron/cli/main.ts', reader: 'electron/backend/reading/thread.ts' },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        // Finding and linking a file costs more than most of them hold: what every command on a model loads goes
        // into one, with all that it imports. What readers share with the rules stays apart: their thread loads it too.
        codeSplitting: {
          groups: [{ name: 'models', test: /[\\/]electron[\\/]cli[\\/]models\.ts$/ }],
        },
      },
    },
  },
})
