/** What a page would send if somebody saved the edits that it has just handed over to be kept. */
import type { Unsaved } from '../../../../shared/protocol/contract.ts'
import { hashSources, readModelFiles } from '../read-model.ts'
import type { PlanAhead } from './plan-ahead.ts'

/** Has the save planned, unless the files are others than the edits were made on. Never fails. */
export async function expectSave(
  root: string,
  path: string,
  { document, modelHash, layoutHash }: Unsaved,
  ahead: PlanAhead,
): Promise<void> {
  const disk = await readModelFiles(root, path).catch(() => null)
  if (!disk || hashSources(disk) !== modelHash || (disk.layout?.hash ?? null) !== layoutHash) return
  const { source = null, ...state } = document
  ahead.expect(disk, { ...state, source, overwriteDerived: [] })
}
