// The inspector shows the selection, whatever was done before.
import fc from 'fast-check'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeBrowser, launchBrowser } from '../support/browser.ts'
import { type Editor, openOrders } from '../support/editor.ts'

/** What a hand does next; `pick` chooses among what is there. */
const deeds = fc.record({
  what: fc.constantFrom(
    'select',
    'select',
    'select',
    'add',
    'range',
    'on canvas',
    'on canvas',
    'delete',
    'undo',
    'undo',
    'redo',
    'duplicate',
    'rename',
    'let go',
    'review and back',
    'panel away and back',
    'reload',
  ),
  pick: fc.nat(1000),
})

describeBrowser('the inspector', () => {
  let browser: Browser
  let editor: Editor
  let page: Page

  beforeAll(async () => {
    browser = await launchBrowser()
    editor = await openOrders(browser)
    page = editor.page
  })
  afterAll(async () => {
    await editor?.close()
    await browser?.close()
  })

  /** The heading that the selected rows of the outline ask for, and the one that is shown. */
  const headings = () =>
    page.evaluate(() => {
      const rows = [...document.querySelectorAll('[role="treeitem"][aria-selected="true"]')]
      const names = new Map(
        rows.map((row) => [row.getAttribute('data-key')?.split('/').at(-1), row.textContent ?? '']),
      )
      const [name = ''] = names.values()
      const flow = /^Flow from (.*?) to (.*?),/.exec(name)
      const model = document.querySelector<HTMLInputElement>('[aria-label="Model title"]')?.value
      const wanted = flow ? `${flow[1]} → ${flow[2]}` : name.split(',')[0]
      const inspector = document.querySelector('[aria-label="Inspector"]')
      const title = [...(inspector?.querySelectorAll('label') ?? [])].find(
        (label) => label.textContent === 'Title',
      )
      const field = title ? document.getElementById(title.htmlFor) : null
      return {
        wanted: names.size === 0 ? model : names.size === 1 ? wanted : `${names.size} elements selected`,
        shown: inspector?.querySelector('h2')?.textContent,
        // A flow's own title is another than the one it is known by.
        field: names.size === 1 && !flow && field instanceof HTMLInputElement ? field.value : wanted,
        isOne: names.size === 1,
        title: wanted,
      }
    })

  const clickRow = async (pick: number, modifiers: ('Control' | 'Shift')[] = []) => {
    const rows = page.getByRole('treeitem')
    await rows.nth(pick % (await rows.count())).click({ modifiers })
  }
  const deed: Readonly<Record<string, (pick: number) => Promise<unknown>>> = {
    select: (pick) => clickRow(pick),
    add: (pick) => clickRow(pick, ['Control']),
    range: (pick) => clickRow(pick, ['Shift']),
    'on canvas': async (pick) => {
      const nodes = page.locator('.react-flow__node-component')
      const box = await nodes.nth(pick % Math.max(1, await nodes.count())).boundingBox()
      if (box) await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    },
    delete: () => page.keyboard.press('Delete'),
    undo: () => page.keyboard.press('Control+z'),
    redo: () => page.keyboard.press('Control+Shift+z'),
    duplicate: () => page.keyboard.press('Control+d'),
    rename: async (pick) => {
      await page.keyboard.press('F2')
      await page.keyboard.type(`Title ${pick}`)
      await page.keyboard.press('Enter')
    },
    'let go': () => page.keyboard.press('Escape'),
    'review and back': async () => {
      await page.keyboard.press('Alt+2')
      await page.keyboard.press('Alt+1')
    },
    'panel away and back': async () => {
      await page.keyboard.press('Control+Alt+b')
      await page.keyboard.press('Control+Alt+b')
    },
    reload: async () => {
      await editor.save()
      await page.reload()
      await page.getByRole('treeitem').first().waitFor()
    },
  }

  test('never shows another element than the selected one, after any row of deeds', async () => {
    const done: string[] = []
    for (const { what, pick } of fc.sample(deeds, { seed: 20_261_127, numRuns: 70 })) {
      await deed[what]?.(pick)
      done.push(`${what} ${pick}`)
      await expect
        .poll(
          async () => {
            const { wanted, shown, field, title, isOne } = await headings()
            return { shown, fits: shown === wanted && (!isOne || field === title) }
          },
          { message: `after ${done.slice(-4).join(', ')}`, timeout: 3000 },
        )
        .toMatchObject({ fits: true })
    }
    expect(editor.complaints).toEqual([])
  })
})
