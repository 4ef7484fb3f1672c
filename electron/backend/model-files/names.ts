/** Which files belong to a model, by name alone. */
import type { DerivedFile } from '../../../shared/protocol/contract.ts'

export type DerivedFormat = DerivedFile['format']

export interface ModelFiles {
  readonly model: string
  readonly layout: string
  readonly derived: Readonly<Record<DerivedFormat, string>>
}

/** The last one is what Threagile calls its own: such a file opens where it lies, in its own dialect. */
const NAMES = ['threat-model.yaml', 'threagile.yaml']

/** True for `threat-model.yaml`, `<name>.threat-model.yaml` and `threagile.yaml`, in any folder. */
export function isModelPath(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return NAMES.includes(name) || (name.endsWith('.threat-model.yaml') && !name.startsWith('.'))
}

/** The files of the model at `path`; of any other YAML file, those it would have beside it. */
export function filesOf(path: string): ModelFiles {
  const stem = path.replace(/\.ya?ml$/, '')
  return {
    model: path,
    layout: `${stem}.layout.yaml`,
    derived: { mermaid: `${stem}.mmd`, markdown: `${stem}.md`, dfd: `${stem}.dfd` },
  }
}

/** The model path that a file belongs to; undefined for a file that belongs to none. */
export function modelPathOf(path: string): string | undefined {
  const stem = path.replace(/\.(layout\.yaml|yaml|mmd|md|dfd)$/, '')
  const model = `${stem}.yaml`
  return stem !== path && isModelPath(model) ? model : undefined
}
