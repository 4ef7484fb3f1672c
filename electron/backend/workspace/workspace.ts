/** An opened folder: its models, their figures and what changed in it since it was last looked at. */
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import path from 'node:path'
import type { EventData, ModelEntry, Workspace } from '../../../shared/protocol/contract.ts'
import { hashBytes } from '../files/read-file.ts'
import { readBranch } from '../git/branch.ts'
import { type ModelOnDisk, readModelFiles } from '../model-files/read-model.ts'
import { entryOf } from './list-models.ts'
import { type Scan, scanFolder } from './scan.ts'

type ModelChange = EventData<'model.changed'>

interface Known {
  readonly hashes: string
  readonly modelHash: string | null
  readonly layoutHash: string | null
  readonly entry: ModelEntry
}

export interface Look {
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
    const places = model === undefined ? [root] : [root, path.join(root, model)]
    return Promise.all(places.map((place) => access(place, constants.W_OK))).then(
      () => false,
      () => true,
    )
  }
  return {
    root,
    isReadOnly,
    async look() {
      const scan = await scanFolder(root)
      const next = new Map<string, Known>()
      for (const model of scan.models) next.set(model, await examine(root, model, known.get(model)))
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

async function examine(root: string, model: string, last: Known | undefined): Promise<Known> {
  const disk = await readModelFiles(root, model).catch(() => null)
  const hashes = disk ? fingerprint(disk) : ''
  if (last?.hashes === hashes) return last
  return {
    hashes,
    modelHash: disk?.model?.hash ?? null,
    layoutHash: disk?.layout?.hash ?? null,
    entry: entryOf(model, disk),
  }
}

function fingerprint(disk: ModelOnDisk): string {
  const parts = [disk.model, disk.layout, disk.drafts, disk.config, ...Object.values(disk.derived)]
  return hashBytes(Buffer.from(parts.map((part) => part?.hash ?? '-').join(' ')))
}

function changesBetween(
  before: ReadonlyMap<string, Known>,
  after: ReadonlyMap<string, Known>,
): readonly ModelChange[] {
  const changes: ModelChange[] = []
  for (const [model, old] of before) {
    const now = after.get(model)
    if (now?.hashes === old.hashes) continue
    changes.push({ path: model, modelHash: now?.modelHash ?? null, layoutHash: now?.layoutHash ?? null })
  }
  return changes
}
