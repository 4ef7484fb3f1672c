// A model far larger than other editors open: found in, panned, edited and saved with nothing lost, and one that is
// too large refused.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { printLayout, printModel, readModel } from '../../../shared/formats/fenceline/index.ts'
import { updateComponent } from '../../../shared/model/edits/components.ts'
import { aFolder, openPage, startApp } from '../../support/app.ts'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'
import { type Editor, openEditor } from '../../support/editor.ts'
import { aSeededLayout } from '../../support/models/seeded-layout.ts'
import { aSeededModel } from '../../support/models/seeded-model.ts'

const COMPONENTS = 5000
const FLOWS = 6500
const TIMEOUT = 240_000

describeBrowser('a large model', () => {
  let browser: Browser
  let folder: string
  let editor: Editor | undefined
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())
  afterEach(async () => {
    await editor?.close()
    editor = undefined
    rmSync(folder, { recursive: true, force: true })
  })

  test(
    'of 5,000 components is opened, searched, panned, edited and saved, and nothing else changes',
    async () => {
      folder = aFolder()
      const model = aSeededModel(COMPONENTS, FLOWS)
      const layout = printLayout(aSeededLayout(model))
      const before = printModel(model)
      writeFileSync(path.join(folder, 'threat-model.yaml'), before)
      writeFileSync(path.join(folder, 'threat-model.layout.yaml'), layout)
      const wanted = model.components[4321]
      if (!wanted) throw new Error('the model is too small')

      editor = await openEditor(browser, folder, /Seeded/)
      const { page, person } = editor
      await page.getByText(/^5,?000 components$/).waitFor()

      await person.press('Control+f')
      await page.getByRole('combobox', { name: 'Find on the canvas' }).waitFor()
      await person.type(wanted.title)
      await page.getByRole('treeitem', { name: new RegExp(`^${wanted.title}, `), selected: true }).waitFor()
      await editor.node(wanted.title).waitFor()
      const { x, y } = await rested(editor, wanted.title)
      await page.mouse.move(x, y)
      await page.mouse.wheel(0, 120)
      await expect.poll(async () => (await editor?.placeOf(wanted.title))?.y ?? y).toBeLessThan(y - 40)

      const title = page.getByRole('textbox', { name: 'Title', exact: true })
      await title.fill('Renamed by hand')
      await title.press('Enter')
      await editor.node('Renamed by hand').waitFor()
      const saved = await editor.save()
      const { model: opened } = readModel(before)
      expect(readModel(saved).model).toEqual(
        opened && updateComponent(opened, wanted.id, { title: 'Renamed by hand' }),
      )
      const lines = before.split('\n')
      const changed = saved.split('\n').filter((line, at) => line !== lines[at])
      expect(changed).toHaveLength(1)
      expect(readFileSync(path.join(folder, 'threat-model.layout.yaml'), 'utf8')).toBe(layout)
      expect(editor.complaints).toEqual([])
    },
    TIMEOUT,
  )

  test(
    'of more than 50,000 elements is refused with their number and what to do',
    async () => {
      folder = aFolder()
      const data = Array.from({ length: 50_001 }, (_, at) => `  data-${at}: {}\n`).join('')
      writeFileSync(path.join(folder, 'threat-model.yaml'), `title: Too large\ndata_assets:\n${data}`)
      const app = await startApp(folder)
      const { page } = await openPage(browser, app.url)
      try {
        await page
          .getByRole('button', { name: /threat-model\.yaml/ })
          .first()
          .click()
        await page.getByText(/The model has 50,001 elements.*Split it into several models/).waitFor()
        expect(await page.getByRole('application', { name: 'Diagram' }).count()).toBe(0)
      } finally {
        await page.context().close()
        await app.stop()
      }
    },
    TIMEOUT,
  )

  /** The place once the view has come to rest. */
  async function rested(of: Editor, title: string) {
    let place = await of.placeOf(title)
    await expect
      .poll(async () => {
        const last = place
        place = await of.placeOf(title)
        return Math.hypot(place.x - last.x, place.y - last.y)
      })
      .toBe(0)
    return place
  }
})
