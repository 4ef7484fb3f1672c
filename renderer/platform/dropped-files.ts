/** What was dropped on the page, with the files of dropped folders. To be called while the drop is told: later it is gone. */

export interface Dropped {
  readonly file: File
  /** It was not dropped itself, but lies in a folder that was. */
  readonly isInFolder: boolean
}

/** As many files of folders, and as deep; nobody means more. */
const MOST = { files: 500, depth: 8 } as const
const SKIPPED = new Set(['node_modules', 'dist', 'build', 'target', 'vendor'])

/** Never rejects: what cannot be read is left out. */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly Dropped[]> {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file')
  const found = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }))
  const dropped: Dropped[] = []
  for (const { entry, file } of found) {
    if (entry?.isDirectory) await addFolder(entry as FileSystemDirectoryEntry, dropped, 1)
    else if (file) dropped.push({ file, isInFolder: false })
  }
  return dropped
}

async function addFolder(folder: FileSystemDirectoryEntry, dropped: Dropped[], depth: number): Promise<void> {
  for (const entry of await entriesOf(folder)) {
    if (dropped.length >= MOST.files) return
    if (entry.name.startsWith('.') || SKIPPED.has(entry.name)) continue
    if (entry.isDirectory) {
      if (depth < MOST.depth) await addFolder(entry as FileSystemDirectoryEntry, dropped, depth + 1)
      continue
    }
    const file = await fileOf(entry as FileSystemFileEntry)
    if (file) dropped.push({ file, isInFolder: true })
  }
}

/** A reader gives them in parts, and none at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const part = await new Promise<readonly FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    )
    if (part.length === 0 || all.length > MOST.files) return all.sort((a, b) => (a.name < b.name ? -1 : 1))
    all.push(...part)
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File | null> {
  return new Promise((resolve) => entry.file(resolve, () => resolve(null)))
}
