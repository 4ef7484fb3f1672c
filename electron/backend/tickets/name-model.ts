/** What a ticket knows a model by: its place in its repo, its title, and which repo that is. */
import path from 'node:path'
import type { ModelName } from '../../../shared/triage/tickets/keys.ts'
import { repoOfAddress } from '../../../shared/triage/tickets/repo-of-address.ts'
import { createGit } from '../git/run-git.ts'
import { findHome } from '../model-files/home.ts'
import { scanFolder } from '../workspace/scan.ts'

/** `root` a real folder, `file` the model's path from it. The paths in the name have forward slashes. */
export async function nameModel(root: string, file: string, title: string): Promise<ModelName> {
  const place = path.join(root, ...file.split('/'))
  const { folder } = await findHome(place)
  const own = path.relative(folder, place).split(path.sep).join('/')
  const { models } = await scanFolder(folder)
  return { path: own, title, repo: await repoAt(folder), others: models.filter((each) => each !== own) }
}

/**
 * The address that clones are made from says it on every machine; where there is none, there is this folder alone.
 */
async function repoAt(folder: string): Promise<string> {
  const addresses = await listRemotes(folder)
  const [, address] = addresses.find(([name]) => name === 'origin') ?? addresses[0] ?? []
  return address === undefined ? folder : repoOfAddress(address)
}

/** Names and addresses; none where git is not there or does not read the folder. */
async function listRemotes(folder: string): Promise<readonly (readonly [string, string])[]> {
  const args = ['--null', '--get-regexp', '^remote\\..*\\.url$']
  const answer = await createGit(folder)
    .run('config', args)
    .catch(() => undefined)
  const entries = answer?.code === 0 ? answer.stdout.toString('utf8').split('\0') : []
  return entries.flatMap((entry) => {
    const [, name, address] = /^remote\.(.+)\.url\n(.+)$/s.exec(entry) ?? []
    return name !== undefined && address !== undefined ? [[name, address] as const] : []
  })
}
