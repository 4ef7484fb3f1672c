import { expect, test } from 'vitest'
import { droppedFiles } from './dropped-files.ts'

const aFile = (name: string) => ({
  name,
  isDirectory: false,
  file: (give: (file: File) => void) => give(new File(['x'], name)),
})
/** A reader gives its entries in two parts, as a browser's does with many. */
const aFolder = (name: string, ...entries: readonly { readonly name: string }[]) => ({
  name,
  isDirectory: true,
  createReader: () => {
    const parts = [entries.slice(0, 1), entries.slice(1), []]
    return { readEntries: (give: (part: unknown) => void) => give(parts.shift() ?? []) }
  },
})

function drop(...entries: readonly { readonly name: string; readonly isDirectory: boolean }[]): DataTransfer {
  const items = entries.map((entry) => ({
    kind: 'file',
    webkitGetAsEntry: () => entry,
    getAsFile: () => new File(['x'], entry.name),
  }))
  return { items: [...items, { kind: 'string' }] } as unknown as DataTransfer
}

const namesOf = async (transfer: DataTransfer) =>
  (await droppedFiles(transfer)).map(
    ({ file, isInFolder }) => `${file.name}${isInFolder ? ' in a folder' : ''}`,
  )

test('files come as they were dropped, and those of folders with the word that they lie in one', async () => {
  const deep = aFolder('old', aFile('b.tm7'), aFile('a.json'), aFolder('deeper', aFile('c.otm')))
  expect(await namesOf(drop(aFile('one.tm7'), deep))).toEqual([
    'one.tm7',
    'a.json in a folder',
    'b.tm7 in a folder',
    'c.otm in a folder',
  ])
})

test('hidden and vendored folders are not looked into, nor more files than anybody means', async () => {
  const many = Array.from({ length: 900 }, (_, at) => aFile(`${at}.json`))
  expect(
    await namesOf(drop(aFolder('x', aFolder('.git', aFile('a')), aFolder('node_modules', aFile('b'))))),
  ).toEqual([])
  expect(await namesOf(drop(aFolder('x', ...many)))).toHaveLength(500)
})
