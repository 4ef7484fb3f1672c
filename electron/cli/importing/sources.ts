/** Which files an import reads: those that were named, and of a folder those that another tool wrote. */
import { realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../../shared/core/errors.ts'
import { FORMATS, isForeign } from '../../../shared/formats/formats.ts'
import { foreignFormatOf } from '../../../shared/formats/registry.ts'
import { NODE_DISK } from '../../backend/files/disk.ts'
import { toFault } from '../../backend/files/faults.ts'
import { readBytes } from '../../backend/files/read-file.ts'
import { decodeText } from '../../backend/reading/decode.ts'
import { scanFolder } from '../../backend/workspace/scan.ts'
import { say } from '../output.ts'

export interface Source {
  /** A real folder. */
  readonly root: string
  /** Relative to `root`. */
  readonly name: string
  /** As the user would name it. */
  readonly shown: string
  /** Found in a folder that was named, so its place in that folder is kept. */
  readonly isFound: boolean
}

/** Any of these may be another tool's: the content says so. */
const ENDING = new RegExp(
  `\\.(?:${[...new Set([...FORMATS.flatMap(({ extensions }) => extensions), 'json', 'xml', 'svg'])].join('|')})$`,
  'i',
)

/** In the order given, a folder's files by name. Throws for what is not there, and for a folder without any. */
export async function listSources(paths: readonly string[]): Promise<readonly Source[]> {
  const sources: Source[] = []
  for (const given of paths) {
    const isFolder = await stat(given).then(
      (stats) => stats.isDirectory(),
      (error) => {
        throw toFault(error, given, 'read')
      },
    )
    if (isFolder) sources.push(...(await listFolder(given)))
    else {
      const place = path.resolve(given)
      const root = await realpath(path.dirname(place))
      sources.push({ root, name: path.basename(place), shown: given, isFound: false })
    }
  }
  return sources
}

async function listFolder(folder: string): Promise<readonly Source[]> {
  const root = await realpath(folder)
  const { models: files, isComplete } = await scanFolder(root, NODE_DISK, (file) => ENDING.test(file))
  if (!isComplete) say(`${folder} is too large or too deep to be searched whole. Name the folders in it.`)
  const found: Source[] = []
  for (const name of files) {
    if (await isOfOtherTool(path.join(root, name), name))
      found.push({ root, name, shown: path.join(folder, name), isFound: true })
  }
  if (found.length > 0) return found
  const tools = FORMATS.filter(({ id }) => isForeign(id)).map(({ title }) => title)
  throw new AppError('not-found', `There is no file of another tool in ${folder}.`, {
    hint: `Looked for ${tools.join(', ')}. Name a file to import it whatever it is.`,
  })
}

/** What cannot be read at all is not known to be anybody's. */
async function isOfOtherTool(place: string, name: string): Promise<boolean> {
  const bytes = await readBytes(place, name).catch(() => null)
  const text = bytes && decodeText(bytes)
  return foreignFormatOf(text ?? '', name) !== undefined
}
