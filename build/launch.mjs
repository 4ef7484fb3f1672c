// Runs the built command line as if it were installed: npm starts scripts in the project's
// folder, so paths are first made relative to where the user called it.
import process from 'node:process'

if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)
await import('../dist/node/main.js')
