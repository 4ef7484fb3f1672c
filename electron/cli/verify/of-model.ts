import { isModelPath } from '../../backend/model-files/names.ts'

/** A threat model or what belongs to one: what it says of itself is a claim, and no evidence. */
export function isOfModel(path: string): boolean {
  return (
    isModelPath(path) ||
    /(?:^|[/.])threat-model\.(?:layout\.yaml|mmd|md|dfd)$|(?:^|\/)\.fenceline\//.test(path)
  )
}
