/**
 * Most of what a save asks for is known before anything is edited: what the files say, and how they are printed. So a
 * save is rehearsed while nobody waits, with another title and without writing, and the places that a save asks
 * remember what they were asked. A save finds it or does not: nothing here decides what is written.
 */
import { setImmediate } from 'node:timers/promises'
import { readModel, spliceLayout, spliceModelFiles } from '../../../../shared/formats/fenceline/index.ts'
import { printDerived } from '../derived.ts'
import { understand } from '../open-model.ts'
import { includeFrom, type ModelOnDisk } from '../read-model.ts'

/** After an opened model is shown, and before somebody can have edited and saved it. */
const WAIT_MS = 700

export interface Preparer {
  /** Prepares for a save of these files instead of those named before. */
  prepare(disk: ModelOnDisk): void
  close(): void
}

export function createPreparer(): Preparer {
  let timer: NodeJS.Timeout | undefined
  let latest: ModelOnDisk | undefined
  return {
    prepare(disk) {
      latest = disk
      clearTimeout(timer)
      timer = setTimeout(() => {
        // What cannot be prepared is told by the save.
        void prepareSave(disk, () => latest !== disk).catch(() => {})
      }, WAIT_MS)
      timer.unref()
    },
    close() {
      latest = undefined
      clearTimeout(timer)
    },
  }
}

/** Between its steps whatever else waits has its turn, and it ends where there is nothing to prepare for any more. */
export async function prepareSave(disk: ModelOnDisk, isOver: () => boolean = () => false): Promise<void> {
  const { model, layout, derived } = understand(disk)
  const { files } = disk
  if (!model || disk.model?.text == null) return
  const source = disk.model.text
  const include = includeFrom(disk)
  let saved = model
  const steps = [
    () => {
      const edited = { ...model, title: `${model.title} again` }
      const texts = spliceModelFiles(source, edited, { file: files.model, include })
      const includeNow = (name: string) => texts.get(name) ?? include(name)
      saved = readModel(texts.get(files.model) ?? source, files.model, includeNow).model ?? model
    },
    () => {
      if (disk.layout?.text != null) spliceLayout(disk.layout.text, layout)
    },
    ...derived.map(({ format }) => () => {
      printDerived(format, saved)
    }),
  ]
  for (const step of steps) {
    await setImmediate()
    if (isOver()) return
    step()
  }
}
