// Screens of drawing: the canvas with its panels, and the model as text.
import { drafted, inspect, press, row, type Screen, tab } from './ways.ts'

export const DRAWING: readonly Screen[] = [
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
]
