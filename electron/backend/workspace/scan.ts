/** Finds the models of a folder, or other files, without entering what is built, vendored, hidden or ignored by git. */
import type { Dirent } from 'node:fs'
import path from 'node:path'
import { type Disk, NODE_DISK } from '../files/disk.ts'
import { readInside } from '../files/read-file.ts'
import { isModelPath } from '../model-files/names.ts'
import { costOf, type IgnoreRule, isIgnored, parseGitignore } from './gitignore.ts'

const SKIPPED = new Set(['node_modules', 'dist', 'build', 'target', 'vendor'])
const MAX_DEPTH = 16
const MAX_ENTRIES = 100_000
const MAX_MODELS = 500
/** Letters of folders' paths times what rules cost: some tenths of a second, far above what people's files need. */
const MAX_COMPARED = 100_000_000

export interface Scan {
  /** Paths of what was looked for, relative to the root, sorted. */
  readonly models: readonly string[]
  /** Every folder that was looked into, relative to the root; '' is the root. */
  readonly folders: readonly string[]
  /** False when a limit ended the scan before everything was seen. */
  readonly isComplete: boolean
}

interface Level {
  readonly folder: string
  readonly depth: number
  readonly rules: readonly IgnoreRule[]
  /** Of the rules together. */
  readonly cost: number
}

/** Scans a real folder for models or what else `isWanted`. A folder that cannot be read is passed over, the root excepted. */
export async function scanFolder(
  root: string,
  disk: Disk = NODE_DISK,
  isWanted: (path: string) => boolean = isModelPath,
): Promise<Scan> {
  const models: string[] = []
  const folders: string[] = []
  let seen = 0
  let compared = 0
  let isComplete = true
  const queue: Level[] = [{ folder: '', depth: 0, rules: [], cost: 0 }]
  for (let level = queue.shift(); level; level = queue.shift()) {
    const entries = await listFolder(path.join(root, level.folder), level.folder === '', disk)
    seen += entries.length
    if (seen > MAX_ENTRIES || models.length >= MAX_MODELS || compared > MAX_COMPARED) {
      isComplete = false
      break
    }
    folders.push(level.folder)
    const rules = await rulesIn(root, level, entries, disk)
    const cost = rules === level.rules ? level.cost : costOf(rules)
    for (const entry of entries) {
      const place = level.folder === '' ? entry.name : `${level.folder}/${entry.name}`
      if (entry.isDirectory()) {
        if (isSkipped(entry.name)) continue
        compared += cost * place.length
        const isBought = compared <= MAX_COMPARED
        if (isBought && isIgnored(rules, place, true)) continue
        if (isBought && level.depth < MAX_DEPTH)
          queue.push({ folder: place, depth: level.depth + 1, rules, cost })
        else isComplete = false
      } else if (isWanted(place) && (entry.isFile() || entry.isSymbolicLink())) {
        models.push(place)
      }
    }
  }
  return { models: models.sort().slice(0, MAX_MODELS), folders, isComplete }
}

/** Whether a scan would look for a model there; what git ignores is known of the working folder only. */
export function isScanned(path: string): boolean {
  return !path.split('/').slice(0, -1).some(isSkipped)
}

function isSkipped(name: string): boolean {
  return name.startsWith('.') || SKIPPED.has(name)
}

async function listFolder(place: string, isRoot: boolean, disk: Disk): Promise<readonly Dirent[]> {
  try {
    return await disk.readdir(place, { withFileTypes: true })
  } catch (error) {
    if (isRoot) throw error
    return []
  }
}

async function rulesIn(root: string, level: Level, entries: readonly Dirent[], disk: Disk) {
  if (!entries.some((entry) => entry.name === '.gitignore' && entry.isFile())) return level.rules
  const file = level.folder === '' ? '.gitignore' : `${level.folder}/.gitignore`
  try {
    const source = await readInside(root, file, disk)
    return [...level.rules, ...parseGitignore(source?.text ?? '', level.folder)]
  } catch {
    return level.rules
  }
}
