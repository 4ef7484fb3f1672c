// Every screen and dialog, each with the way to it. A new one is a line here, and is then reached,
// read and judged like the others.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { aFolder, fenceline } from '../app.ts'
import { aRepo } from '../git/a-repo.ts'
import { tm7File } from '../models/tm7-file.ts'
import { pay, SHOP } from '../models/tm7-shop.ts'

export interface Screen {
  readonly name: string
  /** Where it begins: an empty folder, a folder with two models and a broken one, or the Orders model open. */
  readonly from: 'empty' | 'folder' | 'orders'
  /** Goes there in a window of 1440 x 900. */
  readonly show: (page: Page, folder: string) => Promise<void>
  /** What a narrow window puts away and is asked for again. */
  readonly narrow?: (page: Page) => Promise<void>
}

const press =
  (...keys: readonly string[]) =>
  async (page: Page) => {
    for (const key of keys) await page.keyboard.press(key)
  }
const dialog = (page: Page) => page.getByRole('dialog').first().waitFor()
const tab = (page: Page, name: string | RegExp) => page.getByRole('tab', { name }).click()
const row = (page: Page, name: RegExp) => page.getByRole('treeitem', { name }).first().click()
/** The inspector lies over the canvas in a narrow window. */
const inspect = press('Control+Alt+b')
const drafted = async (page: Page) => {
  await page.keyboard.press('Control+Enter')
  await page
    .getByText(/^[1-9]\d* open drafts$/)
    .first()
    .waitFor()
}
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
const modelOf = (folder: string) => path.join(folder, 'threat-model.yaml')
const onDisk = (folder: string, from: string, to: string) =>
  writeFileSync(modelOf(folder), readFileSync(modelOf(folder), 'utf8').replace(from, to))
/** Leaves the Orders model unsaved. */
export const renameRedis = async (page: Page): Promise<void> => {
  await row(page, /^Redis/)
  await page.keyboard.press('F2')
  await page.keyboard.type('Cache')
  await page.keyboard.press('Enter')
  await page.getByText('Unsaved changes').waitFor({ state: 'attached' })
}
/** A whole command of the palette, for what has no key. */
const command = async (page: Page, words: string) => {
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').first().fill(words)
  await page.getByRole('dialog').getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
}

export const SCREENS: readonly Screen[] = [
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
  { name: 'draw', from: 'orders', show: async () => {} },
  {
    name: 'draw: outline',
    from: 'orders',
    show: async (page) => {
      await drafted(page)
      await row(page, /^DMZ, zone/)
    },
    narrow: press('Control+b'),
  },
  {
    name: 'draw: a component',
    from: 'orders',
    show: async (page) => {
      await drafted(page)
      await row(page, /^API Gateway, process/)
    },
    narrow: inspect,
  },
  { name: 'draw: a flow', from: 'orders', show: (page) => row(page, /^Flow from Browser/), narrow: inspect },
  { name: 'draw: a zone', from: 'orders', show: (page) => row(page, /^App tier, zone/), narrow: inspect },
  { name: 'draw: a line', from: 'orders', show: (page) => row(page, /^trust boundary 1/), narrow: inspect },
  {
    name: 'draw: several elements',
    from: 'orders',
    show: async (page) => {
      await row(page, /^Redis/)
      await page.keyboard.press('Shift+ArrowUp')
    },
    narrow: inspect,
  },
  {
    name: 'draw: connecting',
    from: 'orders',
    show: async (page) => {
      await row(page, /^API Gateway, process/)
      await page.keyboard.press('c')
      await page.getByRole('combobox', { name: /^Flow from/ }).waitFor()
    },
  },
  {
    name: 'drawer: threats',
    from: 'orders',
    show: async (page) => {
      await drafted(page)
      await page.getByRole('row').nth(3).click()
    },
  },
  {
    name: 'drawer: coverage',
    from: 'orders',
    show: async (page) => {
      await drafted(page)
      await tab(page, /^Coverage/)
    },
  },
  { name: 'drawer: problems', from: 'orders', show: (page) => tab(page, /^Problems/) },
  {
    name: 'review',
    from: 'orders',
    show: async (page) => {
      await drafted(page)
      await page.keyboard.press('Alt+2')
      await page.getByRole('complementary', { name: 'Review' }).waitFor()
    },
  },
  {
    name: 'review: a ticket',
    from: 'orders',
    show: async (page) => {
      await drafted(page)
      await press('Alt+2', 't')(page)
      await page.getByRole('textbox', { name: /ticket/i }).waitFor()
    },
  },
  {
    name: 'review: who accepts a risk until when',
    from: 'orders',
    show: async (page) => {
      await drafted(page)
      await press('Alt+2', 'a')(page)
      await page.getByLabel('Accepted by').waitFor()
    },
  },
  {
    name: 'review: what mitigates a threat',
    from: 'orders',
    show: async (page) => {
      await drafted(page)
      await press('Alt+2', 'm')(page)
      await page.getByLabel('Mitigated by').waitFor()
    },
  },
  {
    name: 'review: a risk of one’s own',
    from: 'orders',
    show: async (page) => {
      await press('Alt+2', 'r')(page)
    },
  },
  {
    name: 'review: the end',
    from: 'orders',
    show: async (page) => {
      await drafted(page)
      await press('Alt+2', 'Shift+D')(page)
      await page.getByText('9 of 9 analysed', { exact: true }).waitFor()
    },
  },
  {
    name: 'changes',
    from: 'orders',
    show: async (page, folder) => {
      const repo = aRepo(folder)
      repo.commit('Model the orders')
      onDisk(folder, 'title: Redis', 'title: Session store')
      repo.commit('Say what Redis is for')
      await row(page, /^Postgres/)
      await press('Delete', 'Alt+3')(page)
      await page.getByRole('slider', { name: 'Commit before' }).waitFor()
      await page
        .getByRole('complementary', { name: 'Changes' })
        .getByRole('button', { name: /^Postgres/ })
        .waitFor()
      await press('j')(page)
    },
  },
  {
    name: 'changes: side by side',
    from: 'orders',
    show: async (page, folder) => {
      aRepo(folder).commit('Model the orders')
      await row(page, /^Postgres/)
      await press('Delete', 'Alt+3')(page)
      await page
        .getByRole('button', { name: /Postgres/ })
        .first()
        .waitFor()
      await press('\\')(page)
      await page.getByRole('application', { name: /^Before/ }).waitFor()
    },
  },
  {
    name: 'changes: a revision that cannot be read, side by side',
    from: 'orders',
    show: async (page, folder) => {
      const sound = readFileSync(modelOf(folder), 'utf8')
      const repo = aRepo(folder)
      repo.commit('Break it', { 'threat-model.yaml': 'title: Orders\ntechnical_assets: [\n' })
      repo.write({ 'threat-model.yaml': sound })
      await press('Alt+3', '\\')(page)
      await page.getByRole('region', { name: /^Before/ }).waitFor()
    },
  },
  {
    name: 'changes: no repository',
    from: 'orders',
    show: async (page) => {
      await press('Alt+3')(page)
      await page.getByText(/is not in a git repository/).waitFor()
    },
  },
  {
    name: 'review: an assumption nobody knows of',
    from: 'orders',
    show: async (page) => {
      await drafted(page)
      await press('Alt+2', 'y', ']', 'u')(page)
      await page.getByRole('textbox', { name: 'Who finds out' }).waitFor()
    },
  },
  {
    name: 'review: the answer to what is missing',
    from: 'orders',
    show: async (page) => {
      await drafted(page)
      await press('Alt+2', ']', ']', 'c')(page)
      await page.getByRole('textbox', { name: 'How it is covered' }).waitFor()
    },
  },
  {
    name: 'review: resolve',
    from: 'orders',
    show: async (page) => {
      await drafted(page)
      await press('Alt+2', 'y', 'y', ']', 'y', 'u', 'Enter', ']', ']')(page)
      await page.getByText('1 of 2').waitFor()
    },
  },
  {
    name: 'review: the summary',
    from: 'orders',
    show: async (page) => {
      await drafted(page)
      await press('Alt+2', 'y', ']', ']', ']', ']')(page)
      await page.getByRole('heading', { name: 'What the review came to' }).waitFor()
    },
  },
  {
    name: 'text: DFD',
    from: 'orders',
    show: async (page) => {
      await page.keyboard.press('Control+e')
      await page.locator('.cm-line').first().waitFor()
    },
  },
  {
    name: 'text: a line that cannot be read',
    from: 'orders',
    show: async (page) => {
      await page.keyboard.press('Control+e')
      await page.locator('.cm-line').last().click()
      await page.keyboard.press('Control+End')
      await page.keyboard.type('\nhalf a thought')
      await page.getByText(/^Line \d+:/).waitFor()
    },
  },
  {
    name: 'text: Mermaid',
    from: 'orders',
    show: async (page) => {
      await page.keyboard.press('Control+e')
      await tab(page, 'Mermaid')
    },
  },
  {
    name: 'text: YAML',
    from: 'orders',
    show: async (page) => {
      await page.keyboard.press('Control+e')
      await tab(page, 'YAML')
    },
  },
  {
    name: 'menu',
    from: 'orders',
    show: (page) => page.getByRole('button', { name: 'Menu', exact: true }).click(),
    // It closes as the window changes, and lies over its button where there is little room.
    narrow: async (page) => {
      if ((await page.getByRole('menu').count()) > 0) await page.keyboard.press('Escape')
      else await page.getByRole('button', { name: 'Menu', exact: true }).click()
    },
  },
  { name: 'palette', from: 'orders', show: press('Control+k') },
  { name: 'keyboard shortcuts', from: 'orders', show: press('?') },
  { name: 'settings', from: 'orders', show: press('Control+,') },
  {
    name: 'settings: language model',
    from: 'orders',
    show: async (page) => {
      await page.keyboard.press('Control+,')
      await tab(page, 'Language model')
      await page.getByRole('textbox', { name: 'Address' }).waitFor()
    },
  },
  {
    name: 'create tickets',
    from: 'orders',
    show: async (page) => {
      await drafted(page)
      await press('Alt+2', 'y')(page)
      await command(page, 'Create tickets')
      await page.getByRole('textbox', { name: 'Project' }).waitFor()
    },
  },
  { name: 'export', from: 'orders', show: (page) => command(page, 'Export') },
  {
    name: 'Mermaid preview',
    from: 'orders',
    show: async (page) => {
      await command(page, 'Mermaid preview')
      await dialog(page)
    },
  },
  {
    name: 'leaving unsaved',
    from: 'orders',
    show: async (page) => {
      await renameRedis(page)
      await page.keyboard.press('Control+Alt+w')
      await dialog(page)
    },
  },
  {
    name: 'changed on both sides',
    from: 'orders',
    show: async (page, folder) => {
      await renameRedis(page)
      onDisk(folder, 'title: Redis', 'title: Session store')
      await page.getByText('1 thing changed both here and on disk.').waitFor()
      await page.keyboard.press('Control+s')
      await page.getByRole('radio', { name: /Mine/ }).first().waitFor({ state: 'attached' })
    },
  },
  {
    name: 'gone from disk',
    from: 'orders',
    show: async (page, folder) => {
      await renameRedis(page)
      rmSync(modelOf(folder))
      await page.getByText('threat-model.yaml is no longer there.').first().waitFor()
    },
  },
]

/** A folder for a screen, as its `from` says. */
export const folderFor = async ({ from }: Pick<Screen, 'from'>): Promise<string> => {
  const folder = aFolder()
  if (from !== 'empty') await fenceline(folder, 'init', '--template', 'orders')
  if (from === 'folder') {
    writeFileSync(path.join(folder, 'shop.threat-model.yaml'), 'title: Shop\ntechnical_assets: []\n  x: [\n')
    writeFileSync(path.join(folder, 'mail.threat-model.yaml'), 'title: Mail\n')
  }
  return folder
}
