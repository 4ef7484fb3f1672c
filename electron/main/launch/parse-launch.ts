/**
 * What a command line asks to open. Any program of this machine can start a second instance with any
 * arguments, and so can a file's name: only a path ever comes out, and only files of ours by name.
 */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { isModelPath } from '../../backend/model-files/names.ts'

export interface Launch {
  /** Absolute; it need not exist. */
  readonly folder: string
  /** The model's name in that folder. */
  readonly model: string | null
}

const MOST_ARGUMENTS = 64
const MAX_LENGTH = 4096
const text = z.string().max(MAX_LENGTH)

/** What a second instance hands to the first. */
export const launchDataSchema = z.strictObject({ args: z.array(text).max(MOST_ARGUMENTS), cwd: text })
export type LaunchData = z.infer<typeof launchDataSchema>

type Paths = Pick<typeof path, 'resolve' | 'isAbsolute' | 'dirname' | 'basename' | 'sep'>

/**
 * The folder, and perhaps a model of it, that `[open] <path>` names, relative to `cwd`; null for anything
 * else. Flags and addresses are passed over, except for a model's own `file:` address: so do some Linux desktops
 * name what was double-clicked. `paths` is another system's in tests.
 */
export function parseLaunch(data: unknown, paths: Paths = path): Launch | null {
  const given = launchDataSchema.safeParse(data)
  if (!given.success || !paths.isAbsolute(given.data.cwd)) return null
  const words = given.data.args
    .map((arg) => modelOfAddress(arg, paths) ?? arg)
    .filter((arg) => !arg.startsWith('-') && !isAddress(arg))
  const [named] = words[0] === 'open' ? words.slice(1) : words
  if (named === undefined || named === '' || hasControl(named) || isRemote(named, paths)) return null
  const place = paths.resolve(given.data.cwd, named)
  const name = paths.basename(place)
  return isModelPath(name) ? { folder: paths.dirname(place), model: name } : { folder: place, model: null }
}

/** The path of a model of this machine that stands as an address; undefined for any other word. */
function modelOfAddress(arg: string, paths: Paths): string | undefined {
  if (paths.sep !== '/' || !arg.startsWith('file:///')) return undefined
  try {
    const file = fileURLToPath(arg, { windows: false })
    return isModelPath(file) ? file : undefined
  } catch {
    // A slash that is written in disguise, or bytes that are no text.
    return undefined
  }
}

/** `https:`, `fenceline:`, `file:`; a single letter is a drive. */
function isAddress(arg: string): boolean {
  return /^\s*[a-z][a-z0-9+.-]+:/i.test(arg)
}

/** A path that makes Windows talk to another machine, with the person's credentials, or to a device. */
function isRemote(arg: string, paths: Paths): boolean {
  return paths.sep === '\\' && /^[\\/]{2}/.test(arg)
}

function hasControl(arg: string): boolean {
  return [...arg].some((character) => (character.codePointAt(0) ?? 0) < 0x20)
}
