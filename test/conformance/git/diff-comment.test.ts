// The comment of a pull request as the docs set it up: the workflow's own script, with a `gh` that keeps what it is given.
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { aRepo } from '../../support/git/a-repo.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '')
const MODEL = `title: Small
technical_assets:
  web: {type: process, communication_links: {store: {target: store}}}
  store: {type: datastore}
`

function workflow() {
  const page = readFileSync(path.join(root, 'docs/ci.md'), 'utf8')
  const text = /```yaml\n(# \.github\/workflows\/threat-model-diff\.yml\n.*?)```/s.exec(page)?.[1]
  if (text === undefined) throw new Error('docs/ci.md shows no workflow of that name')
  return parse(text)
}

test('the workflow of the docs comments what the branch changed, and not what the base did since', () => {
  const { permissions, jobs } = workflow()
  expect(permissions).toEqual({ contents: 'read', 'pull-requests': 'write' })
  const step = jobs.diff.steps.at(-1)
  expect(Object.keys(step.env)).toEqual(['BASE', 'NUMBER', 'GH_TOKEN'])
  const repo = aRepo()
  try {
    repo.commit('Draw', { 'docs/threat-model.yaml': MODEL })
    repo.git('checkout', '--quiet', '-b', 'work')
    repo.commit('Zone', {
      'docs/threat-model.yaml': `${MODEL}trust_boundaries:\n  inside: {title: Inside, technical_assets_inside: [store]}\n`,
    })
    repo.git('checkout', '--quiet', 'main')
    repo.commit('Rename', { 'docs/threat-model.yaml': MODEL.replace('Small', 'Elsewhere') })
    repo.git('update-ref', 'refs/remotes/origin/main', 'main')
    repo.git('checkout', '--quiet', 'work')
    const temp = path.join(repo.root, '.git/temp')
    mkdirSync(temp)
    const gh = path.join(temp, 'gh')
    writeFileSync(gh, `#!/bin/sh\necho "$@" > '${temp}/asked'\n`)
    chmodSync(gh, 0o755)
    const { INIT_CWD: _, ...env } = process.env
    const script = step.run.replaceAll('.fenceline-tool', root)
    const { status } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd: repo.root,
      encoding: 'utf8',
      env: { ...env, PATH: `${temp}:${env.PATH}`, BASE: 'main', NUMBER: '7', RUNNER_TEMP: temp },
    })
    expect(status).toBe(0)
    const comment = readFileSync(path.join(temp, 'diff.md'), 'utf8')
    expect(comment).toMatch(
      /^\*\*Threat model:\*\* 1 crossing gained \(not analysed\), 1 component re-zoned, 1 boundary added\./,
    )
    expect(comment).not.toContain('Elsewhere')
    expect(readFileSync(path.join(temp, 'asked'), 'utf8')).toMatch(
      /^pr comment 7 .*--body-file .*diff\.md\n$/,
    )
  } finally {
    repo.remove()
  }
}, 120_000)
