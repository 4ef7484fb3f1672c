/** One small JSON file of a person's own, kept outside every repo and readable by nobody else. */
import { mkdir, realpath, rename } from 'node:fs/promises'
import path from 'node:path'
import type { z } from 'zod'
import { readInside } from '../files/read-file.ts'
import { writeFile } from '../files/writer.ts'

const PRIVATE_FOLDER = 0o700
const PRIVATE_FILE = 0o600

export interface Stored<T> {
  /** Undefined where nothing, or nothing that fits the schema, is stored. */
  read(): Promise<T | undefined>
  /** Makes the folder on the first write. */
  write(value: T): Promise<void>
}

/** `name` without its `.json`. A file that does not fit is kept under another name. */
export function createStored<S extends z.ZodType>(
  folder: string,
  name: string,
  schema: S,
): Stored<z.infer<S>> {
  const file = `${name}.json`
  return {
    async read() {
      const text = await readText(folder, file)
      if (text === undefined) return undefined
      const stored = schema.safeParse(parseJson(text))
      if (stored.success) return stored.data
      // Kept, so that nothing a person wrote is lost; the next start does not stumble over it again.
      const kept = path.join(folder, `${name}.broken-${Date.now()}.json`)
      await rename(path.join(folder, file), kept).catch(() => {})
      return undefined
    },
    async write(value) {
      await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER })
      const content = `${JSON.stringify(value, null, 2)}\n`
      await writeFile({ root: await realpath(folder), path: file, content, mode: PRIVATE_FILE })
    },
  }
}

async function readText(folder: string, file: string): Promise<string | undefined> {
  try {
    return (await readInside(await realpath(folder), file))?.text ?? undefined
  } catch {
    return undefined
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
