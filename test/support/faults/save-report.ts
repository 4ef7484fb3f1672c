// Saves one file and reports what came of it as JSON: for tests that save as another user or in another mount.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { writeFile } from '../../../electron/backend/files/writer.ts'
import { AppError } from '../../../shared/core/errors.ts'

const [root = '', file = '', bytes = ''] = process.argv.slice(2)
const result = await writeFile({ root, path: file, content: 'x'.repeat(Number(bytes)) }).then(
  ({ changed }) => ({ changed }),
  (error: unknown) =>
    error instanceof AppError ? { code: error.code, message: error.message } : { bug: String(error) },
)
const size = readFileSync(path.join(root, file)).length
process.stdout.write(`${JSON.stringify({ ...result, size, files: readdirSync(root) })}\n`)
