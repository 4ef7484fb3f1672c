// Starts in two steps: what most calls never need (the option parser included) is loaded after
// `--version` has been answered, and the compiled code of the rest is kept between runs.
import module from 'node:module'
import { version } from '../../package.json'
import { describeBuild, readBuildStamp } from '../backend/build-stamp.ts'
import { ownCompiledCodeFolder } from '../backend/settings/place.ts'

if (process.argv.length === 3 && process.argv[2] === '--version') {
  process.stdout.write(`${describeBuild(version, readBuildStamp(import.meta.dirname))}\n`)
} else {
  // Node 20 has none.
  module.enableCompileCache?.(ownCompiledCodeFolder())
  // A reader that has seen enough (`| head`) is no fault, and the exit code still counts.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  const { runProgram } = await import('./program.ts')
  process.exitCode = await runProgram(process.argv.slice(2), version)
}
