// Screens before a model is open.
import { tm7File } from '../models/tm7-file.ts'
import { pay, SHOP } from '../models/tm7-shop.ts'
import { dialog, type Screen, tab } from './ways.ts'

/** Two diagrams with something to tell, and a file that nobody can read. */
const IMPORTED = [
  [
    'town.tm7',
    tm7File({
      title: 'Town',
      tabs: [
        { name: 'Day', drawn: [...SHOP, { ...pay, guid: 'x', target: 'gone' }] },
        { name: 'Night', drawn: SHOP },
      ],
    }),
  ],
  ['broken.json', '{"a": 1}'],
] as const

export const START: readonly Screen[] = [
  { name: 'start: paste text', from: 'empty', show: async () => {} },
  {
    name: 'start: a text that cannot be read',
    from: 'empty',
    show: async (page) => {
      await page
        .getByRole('textbox', { name: 'Diagram or model as text' })
        .fill('flowchart LR\n a --> b\n subgraph')
      await page
        .getByText(/Line 3|line 3/)
        .first()
        .waitFor()
    },
  },
  { name: 'start: describe', from: 'empty', show: (page) => tab(page, 'Describe') },
  { name: 'start: template', from: 'empty', show: (page) => tab(page, 'Template') },
  { name: 'start: blank', from: 'empty', show: (page) => tab(page, 'Blank') },
  { name: 'folder', from: 'folder', show: async () => {} },
  {
    name: 'new model',
    from: 'folder',
    show: async (page) => {
      await page.getByRole('button', { name: 'Paste a diagram' }).click()
      await dialog(page)
    },
  },
  {
    name: 'import',
    from: 'folder',
    show: async (page) => {
      await page.evaluate((files) => {
        const dataTransfer = new DataTransfer()
        for (const [name, text] of files) dataTransfer.items.add(new File([text], name))
        document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
      }, IMPORTED)
      await page.getByRole('img', { name: 'Diagram of Town' }).waitFor()
      await page.getByText('1 file cannot be read').waitFor()
    },
  },
  {
    name: 'broken file',
    from: 'folder',
    show: async (page) => {
      await page.getByRole('button', { name: /Has errors/ }).click()
      await page.getByRole('button', { name: 'All models' }).waitFor()
    },
  },
]
