/** Which files of a folder another tool made, by what is in them. */
import path from 'node:path'
import type { MethodOutput } from '../../../shared/protocol/contract.ts'
import { NODE_DISK } from '../files/disk.ts'
import { readInside } from '../files/read-file.ts'
import { isModelPath } from '../model-files/names.ts'
import { scanFolder } from '../workspace/scan.ts'

/** What files of the formats that are written may be called. */
const EXTENSIONS = new Set(['.json', '.yaml', '.yml', '.otm', '.drawio', '.xml', '.svg'])

/** Looks into no hidden, vendored or ignored folder; what cannot be read is passed over. */
export async function listForeign(root: string, format: string): Promise<MethodOutput<'foreign.list'>> {
  const { foreignFormatOf } = await import('../../../shared/formats/registry.ts')
  const isCandidate = (file: string) =>
    EXTENSIONS.has(path.posix.extname(file).toLowerCase()) && !isModelPath(file)
  const { models: candidates, isComplete } = await scanFolder(root, NODE_DISK, isCandidate)
  const files: { readonly path: string; readonly hash: string }[] = []
  for (const candidate of candidates) {
    const source = await readInside(root, candidate).catch(() => null)
    if (source?.text == null || foreignFormatOf(source.text, candidate) !== format) continue
    files.push({ path: candidate, hash: source.hash })
  }
  return { files, isComplete }
}
