/** Stores drafts alone, and stages any write of a plan. */
import path from 'node:path'
import type { Draft, Remark } from '../../../../shared/model/schema.ts'
import { type Disk, NODE_DISK } from '../../files/disk.ts'
import { type Staged, stageFile } from '../../files/writer.ts'
import type { ModelOnDisk } from '../read-model.ts'
import { type PlannedWrite, planDrafts } from './plan-drafts.ts'

/** Stores drafts and remarks beside a model without touching the model. Throws when they could not be stored. */
export async function saveDrafts(
  root: string,
  before: ModelOnDisk,
  waiting: { readonly drafts: readonly Draft[]; readonly remarks?: readonly Remark[] },
  disk: Disk = NODE_DISK,
): Promise<readonly string[]> {
  const written: string[] = []
  for (const write of planDrafts(before, waiting)) {
    const staged = await stage(root, before, write, disk)
    if ((await staged.commit()).changed) written.push(path.join(before.home.folder, write.path))
  }
  return written
}

/** Makes ready what one write of a plan puts on the disk. */
export function stage(root: string, before: ModelOnDisk, write: PlannedWrite, disk: Disk): Promise<Staged> {
  const folder = write.in === 'root' ? root : before.home.folder
  return stageFile({ root: folder, path: write.path, content: write.text, base: write.base }, disk)
}
