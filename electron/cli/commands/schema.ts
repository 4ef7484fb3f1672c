/** Prints the JSON Schema of the model file, for editors that complete and check YAML. */
import { z } from 'zod'
import { fileSchema } from '../../../shared/formats/fenceline/file-schema.ts'
import { type ExitCode, printJson } from '../output.ts'

export async function schema(): Promise<ExitCode> {
  printJson(z.toJSONSchema(fileSchema, { io: 'input' }))
  return 0
}
