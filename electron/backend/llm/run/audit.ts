/** What was sent where, a line of JSON for each request, in the person's own folder. Never the key, never a body. */
import { constants } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import path from 'node:path'
import type { ReplacementKind } from '../../../../shared/llm/types.ts'
import { createQueue } from '../../queue.ts'

const FILE = 'llm-audit.jsonl'
// A link in its place would lead the log into another file.
const FLAGS = constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0)

export interface AuditEntry {
  /** ISO 8601. */
  readonly time: string
  readonly origin: string
  readonly model: string
  readonly prompt: { readonly id: string; readonly version: string; readonly hash: string }
  /** SHA-256 of the body. */
  readonly bodyHash: string
  /** How many replacements of each kind. */
  readonly replacements: Readonly<Partial<Record<ReplacementKind, number>>>
  readonly tokens: { readonly input: number; readonly output: number; readonly cached: number }
  /** How often it was sent, again after a break or a refusal; 0: an answer of a batch, whose sending has its own line. */
  readonly attempts: number
  /** `sent`: in a batch, whose answers have lines of their own when they are fetched. */
  readonly result: 'sent' | 'answered' | 'cut-off' | 'refused' | 'failed' | 'stopped'
}

export interface Audit {
  /** Never rejects: what cannot be written goes to `report`, once for each kind of trouble. */
  note(entry: AuditEntry): Promise<void>
}

export function createAudit(
  settingsFolder: string,
  report: (message: string) => void = (message) => console.error(message),
): Audit {
  const inTurn = createQueue()
  const reported = new Set<string>()
  /** What came while the lines before it were being written goes out with one write. */
  let lines: string[] = []
  const writeLines = async () => {
    const text = lines.join('')
    lines = []
    if (text === '') return
    try {
      await append(settingsFolder, text)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
      if (reported.has(code)) return
      reported.add(code)
      report(`The log of what was sent, ${path.join(settingsFolder, FILE)}, cannot be written (${code}).`)
    }
  }
  return {
    note(entry) {
      lines.push(`${JSON.stringify(listed(entry))}\n`)
      return inTurn(writeLines)
    },
  }
}

/** Only these fields, whatever else an object that was handed in holds. */
function listed(entry: AuditEntry): AuditEntry {
  const { time, origin, model, prompt, bodyHash, replacements, tokens, attempts, result } = entry
  const { id, version, hash } = prompt
  const { input, output, cached } = tokens
  return {
    time,
    origin,
    model,
    prompt: { id, version, hash },
    bodyHash,
    replacements: { ...replacements },
    tokens: { input, output, cached },
    attempts,
    result,
  }
}

async function append(folder: string, lines: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const handle = await open(path.join(folder, FILE), FLAGS, 0o600)
  try {
    await handle.chmod(0o600)
    await handle.write(lines)
  } finally {
    await handle.close()
  }
}
