// Every screen and dialog, each with the way to it. A new one is a line in one of these lists, and is then reached,
// read and judged like the others.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { aFolder, fenceline } from '../app.ts'
import { DIALOGS } from './dialogs.ts'
import { DRAWING } from './drawing.ts'
import { REVIEWING } from './reviewing.ts'
import { START } from './start.ts'
import type { Screen } from './ways.ts'

export const SCREENS: readonly Screen[] = [...START, ...DRAWING, ...REVIEWING, ...DIALOGS]

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
