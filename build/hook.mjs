#!/usr/bin/env node
// Lint for git hooks and pre-commit: sets the checkout up, then checks the models that are named.
import process from 'node:process'

process.argv.splice(2, 0, 'lint')
// Set where a commit is made from an npm script; names of files are relative to where the hook runs.
process.env.INIT_CWD = process.cwd()
await import('./setup.mjs')
// A set-up that failed has said why; nothing was checked.
if (process.exitCode) process.exit(2)
await import('./launch.mjs')
