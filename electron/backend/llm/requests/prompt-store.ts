/**
 * The prompts of a folder: built-in ones and those in `.fenceline/prompts/`. A file there is somebody else's
 * words to a machine that the person pays for: it counts only in a trusted folder and in exactly the words that
 * the person agreed to. Until then, and when it was changed, the built-in one is used.
 */
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../../../shared/core/errors.ts'
import { parsePrompt } from '../../../../shared/llm/prompts/prompt.ts'
import { STARTERS } from '../../../../shared/llm/prompts/starters.ts'
import type { Prompt } from '../../../../shared/llm/types.ts'
import type { PromptEntry } from '../../../../shared/protocol/llm.ts'
import { resolveInside } from '../../files/paths.ts'
import { readInside } from '../../files/read-file.ts'
import { writeFile } from '../../files/writer.ts'
import { findHome } from '../../model-files/home.ts'

const FOLDER = '.fenceline/prompts'
const PATH = /^\.fenceline\/prompts\/[^/\\]{1,200}\.md$/
const MAX_BYTES = 64 * 1024
const MAX_FILES = 100

/** One file, read. */
export interface FolderPrompt {
  /** Relative to the folder that holds `.fenceline`. */
  readonly path: string
  readonly hash: string
  readonly text: string
  /** Null for a broken one. */
  readonly prompt: Prompt | null
  /** Why it is broken, with its line where it has one. */
  readonly problem?: string
}

/** What the person agreed to: nothing, the pinned files, or every file. */
export type Agreed = 'nothing' | 'all' | ReadonlyMap<string, string>

/** The folder that holds, or will hold, `.fenceline` for the opened folder. */
export async function promptHome(root: string): Promise<string> {
  return (await findHome(path.join(root, 'threat-model.yaml'))).folder
}

/** The prompts in files, by name; of those with the same id all but the first are broken. */
export async function readFolderPrompts(home: string): Promise<readonly FolderPrompt[]> {
  const prompts: FolderPrompt[] = []
  for (const name of await namesIn(home)) {
    const read = await readPrompt(home, `${FOLDER}/${name}`)
    const other = prompts.find(({ prompt }) => prompt && prompt.id === read.prompt?.id)
    prompts.push(other ? { ...read, prompt: null, problem: `${other.path} has the same id.` } : read)
  }
  return prompts
}

async function namesIn(home: string): Promise<readonly string[]> {
  try {
    const names = await readdir(await resolveInside(home, FOLDER))
    return names
      .filter((name) => PATH.test(`${FOLDER}/${name}`))
      .sort()
      .slice(0, MAX_FILES)
  } catch {
    return []
  }
}

async function readPrompt(home: string, file: string): Promise<FolderPrompt> {
  const broken = (problem: string, hash = '0'.repeat(64), text = ''): FolderPrompt => ({
    path: file,
    hash,
    text,
    prompt: null,
    problem,
  })
  try {
    const source = await readInside(home, file, undefined, MAX_BYTES)
    if (!source) return broken('The file is gone.')
    if (source.text === null) return broken('The file is not UTF-8 text.', source.hash)
    const { prompt, diagnostics } = parsePrompt(source.text, file)
    if (!prompt) {
      const error = diagnostics.find(({ severity }) => severity === 'error')
      const line = error?.range ? `Line ${error.range.start.line}: ` : ''
      return broken(`${line}${error?.message ?? 'It cannot be read.'}`, source.hash, source.text)
    }
    const replaced = STARTERS.find((starter) => starter.prompt.id === prompt.id)?.prompt
    const ids = STARTERS.map((starter) => starter.prompt.id).join(', ')
    if (!replaced)
      return broken(`Nothing asks with the id "${prompt.id}". Use one of: ${ids}.`, source.hash, source.text)
    if (replaced.unit !== prompt.unit)
      return broken(`The unit of "${prompt.id}" must be ${replaced.unit}.`, source.hash, source.text)
    return { path: file, hash: source.hash, text: source.text, prompt: { ...prompt, hash: source.hash } }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return broken(error.code === 'too-large' ? 'The file is larger than 64 kB.' : error.message)
  }
}

/** One prompt for each id that Fenceline asks with. */
export function usedPrompts(own: readonly FolderPrompt[], agreed: Agreed): readonly Prompt[] {
  const replacing = new Map(
    own.flatMap((each) =>
      each.prompt && stateOf(each, agreed) === 'used' ? [[each.prompt.id, each.prompt]] : [],
    ),
  )
  return STARTERS.map(({ prompt }) => replacing.get(prompt.id) ?? prompt)
}

/** Built-in ones first, then the folder's by name. */
export function listPrompts(own: readonly FolderPrompt[], agreed: Agreed): readonly PromptEntry[] {
  const used = usedPrompts(own, agreed)
  const builtIn = STARTERS.map(({ prompt }): PromptEntry => {
    const { id, version, unit, title, hash } = prompt
    const state = used.includes(prompt) ? 'used' : 'overridden'
    return { id, version, unit, title, hash, from: 'built-in', state }
  })
  const inFolder = own.map((each): PromptEntry => {
    const name = path.posix.basename(each.path, '.md').slice(0, 80)
    const { id, version, unit, title } = each.prompt ?? {
      id: name,
      version: '',
      unit: 'model' as const,
      title: name,
    }
    const problem = each.problem === undefined ? {} : { problem: each.problem }
    const state = stateOf(each, agreed)
    return { id, version, unit, title, hash: each.hash, from: 'folder', path: each.path, state, ...problem }
  })
  return [...builtIn, ...inFolder]
}

function stateOf({ path: file, hash, prompt }: FolderPrompt, agreed: Agreed): PromptEntry['state'] {
  if (!prompt) return 'broken'
  if (agreed === 'all') return 'used'
  const pin = agreed === 'nothing' ? undefined : agreed.get(file)
  return pin === undefined ? 'new' : pin === hash ? 'used' : 'changed'
}

/** Throws `not-found` where the folder has no such prompt. */
export function getPrompt(own: readonly FolderPrompt[], file: string): FolderPrompt {
  const found = own.find((each) => each.path === file)
  if (found) return found
  throw new AppError('not-found', `There is no prompt ${file.slice(0, 200)}.`, {
    hint: `Prompts are the .md files in ${FOLDER}.`,
  })
}

/** Throws `not-found` where Fenceline brings no such prompt. */
export function getStarter(id: string): (typeof STARTERS)[number] {
  const found = STARTERS.find(({ prompt }) => prompt.id === id)
  if (found) return found
  throw new AppError('not-found', `There is no built-in prompt "${id}".`)
}

/** Writes a copy of a built-in prompt. Throws `exists` when the folder has one with this id or name. */
export async function customise(home: string, id: string): Promise<{ path: string; hash: string }> {
  const { text } = getStarter(id)
  const own = await readFolderPrompts(home)
  const other = own.find(({ prompt }) => prompt?.id === id)
  if (other) {
    throw new AppError('exists', `${other.path} replaces this prompt already.`, { hint: 'Edit that file.' })
  }
  const file = `${FOLDER}/${id}.md`
  const { hash } = await writeFile({ root: home, path: file, content: text, base: null })
  return { path: file, hash }
}
