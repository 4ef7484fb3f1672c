/** Where drafts are stored. Apart from a whole save, so that a command that only drafts loads no writer of models. */
import { isSameJson } from '../../../../shared/core/text.ts'
import type { Draft, Remark } from '../../../../shared/model/schema.ts'
import { printDrafts, readDrafts } from '../drafts-file.ts'
import type { ModelOnDisk } from '../read-model.ts'

/** A file as it should be. */
export interface PlannedWrite {
  readonly role: 'model' | 'layout' | 'derived' | 'drafts'
  /** `home` is the folder that holds `.fenceline`. */
  readonly in: 'root' | 'home'
  readonly path: string
  readonly text: string
  /** Hash of what is replaced; null for a new file. */
  readonly base: string | null
}

/** The writes that store drafts and remarks; none when they are stored already. */
export function planDrafts(
  disk: ModelOnDisk,
  { drafts, remarks = [] }: { readonly drafts: readonly Draft[]; readonly remarks?: readonly Remark[] },
): readonly PlannedWrite[] {
  const { home } = disk
  const text = printDrafts(drafts, remarks)
  if (text === disk.drafts?.text) return []
  const stored = readDrafts(disk.drafts, home.drafts)
  if (isSameJson(stored.drafts ?? [], drafts) && isSameJson(stored.remarks, remarks)) return []
  const write = { role: 'drafts', in: 'home' } as const
  const file = { ...write, path: home.drafts, text, base: disk.drafts?.hash || null }
  // Drafts must never be committed, so the ignore file is there before the first draft is.
  const ignore = { ...write, path: home.gitignore, text: 'drafts/\n', base: null }
  return disk.gitignore ? [file] : [ignore, file]
}
