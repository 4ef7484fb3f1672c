/** An opened folder: its models, their figures and what changed in it since it was last looked at. */
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import path from 'node:path'
import type { EventData, ModelEntry, Workspace } from '../../../shared/protocol/contract.ts'
import { readBranch } from '../git/branch.ts'
import { hashFiles, hashSources, readModelFiles } from '../model-files/read-model.ts'
import { entryOf } from './list-models.ts'
import { type Scan, scanFolder } from './scan.ts'

type ModelChange = EventData<'model.changed'>

interface Known extends Omit<ModelChange, 'path'> {
  readonly entry: ModelEntry
}

interface Look {
  readonly workspace: Workspace
  readonly scan: Scan
  /** Models whose files differ from the last look; a model seen for the first time is not one. */
  readonly changed: readonly ModelChange[]
}

export interface Folder {
  /** Real and absolute. */
  readonly root: string
  /** Reads the folder anew. Looks must not overlap. */
  look(): Promise<Look>
  /** Of the folder, or of one model in it. */
  isReadOnly(model?: string): Promise<boolean>
}

/** `root` is a real path. */
export function openFolder(root: string): Folder {
  let known = new Map<string, Known>()
  const isReadOnly = async (model?: string) => {
    const place = path.join(root, model ?? '')
    const places = model === undefined ? [root] : [path.dirname(place), place]
    return Promise.all(places.map((place) => access(place, constants.W_OK))).then(
      () => false,
      () => true,
    )
  }
  const examine = async (model: string, last: Known | undefined): Promise<Known> => {
    const disk = await readModelFiles(root, model).catch(() => null)
    const filesHash = disk ? hashFiles(disk, await isReadOnly(model)) : ''
    if (last?.filesHash === filesHash) return last
    const hashes = { modelHash: disk ? hashSources(disk) : null, layoutHash: disk?.layout?.hash ?? null }
    return { filesHash, ...hashes, entry: entryOf(model, disk) }
  }
  return {
    root,
    isReadOnly,
    async look() {
      const scan = await scanFolder(root)
      const next = new Map<string, Known>()
      for (const model of scan.models) next.set(model, await examine(model, known.get(model)))
      const changed = changesBetween(known, next)
      known = next
      const branch = await readBranch(root)
      const workspace: Workspace = {
        folder: root,
        name: path.basename(root) || root,
        ...(branch === undefined ? {} : { branch }),
        readOnly: await isReadOnly(),
        models: [...next.values()].map(({ entry }) => entry),
      }
      return { workspace, scan, changed }
    },
  }
}

function changesBetween(
  before: ReadonlyMap<string, Known>,
  after: ReadonlyMap<string, Known>,
): readonly ModelChange[] {
  const changes: ModelChange[] = []
  for (const [model, old] of before) {
    const now = after.get(model)
    if (now?.filesHash === old.filesHash) continue
    const { modelHash = null, layoutHash = null, filesHash = '' } = now ?? {}
    changes.push({ path: model, modelHash, layoutHash, filesHash })
  }
  return changes
}
