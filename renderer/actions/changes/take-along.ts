/** The comparison for somebody else: as text for a pull request. Its writer is loaded when it is first wanted. */
import { currentComparison } from '../../state/changes/in-hand.ts'
import { changesStore } from '../../state/changes/store.ts'
import { notify } from '../../state/ui.ts'

/** Puts what is compared on the clipboard, as `fenceline diff --format markdown` prints it. */
export async function copyAsMarkdown(): Promise<void> {
  const comparison = currentComparison()
  const { path } = changesStore.getState()
  if (!comparison || path === null) return
  try {
    const [{ compareSides }, { printDiffMarkdown }] = await Promise.all([
      import('../../../shared/report/diff/compared.ts'),
      import('../../../shared/report/diff/print-markdown.ts'),
    ])
    const compared = compareSides({ ...comparison.before, file: path }, { ...comparison.after, file: path })
    await navigator.clipboard.writeText(printDiffMarkdown([compared]))
    notify('done', 'Copied the changes as Markdown.')
  } catch {
    notify('error', 'The changes could not be copied.', 'Run fenceline diff --format markdown instead.')
  }
}
