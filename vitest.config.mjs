import { tmpdir } from 'node:os'
import path from 'node:path'
import { defineConfig } from 'vitest/config'

const properties = 'test/support/properties/setup.ts'
// The soak (`npm run test:soak`) ends by counts, never by a clock.
const isSoak = process.env.FENCELINE_RUNS !== undefined
const patience = (ms) => (isSoak ? 24 * 60 * 60 * 1000 : ms)
/** By itself vitest leaves one processor idle, which is half of a small machine. */
const maxWorkers = '100%'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          // Nothing that a test writes may end up among a person's own settings.
          env: { FENCELINE_CONFIG_DIR: path.join(tmpdir(), 'fenceline-test-settings') },
          include: ['{shared,electron,build}/**/*.test.ts', 'test/!(e2e)/**/*.test.ts'],
          // A test that hangs fails; one that waits for a busy machine does not.
          maxWorkers,
          testTimeout: patience(240_000),
          setupFiles: [properties],
        },
      },
      {
        test: {
          name: 'renderer',
          environment: 'node',
          include: ['renderer/**/*.test.{ts,tsx}'],
          maxWorkers,
          testTimeout: patience(60_000),
          setupFiles: [properties],
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          // Most of a journey is waiting: two share two cores well, more would wait for each other.
          maxWorkers: 2,
          testTimeout: 60_000,
          setupFiles: [properties],
          hookTimeout: 60_000,
          // What a page or a process does is waited for, however busy the machine is.
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
})
