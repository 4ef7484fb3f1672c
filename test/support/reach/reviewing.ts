// Screens of reviewing and comparing.
import { readFileSync } from 'node:fs'
import { aRepo } from '../git/a-repo.ts'
import { drafted, modelOf, onDisk, press, row, type Screen } from './ways.ts'

export const REVIEWING: readonly Screen[] = [
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
]
