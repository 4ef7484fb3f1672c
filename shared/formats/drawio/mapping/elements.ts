/** The pages of a file as a model: shapes become components and zones, edges flows, free lines boundaries. */

import { slug } from '../../../model/ids.ts'
import { FreeIds } from '../../../model/names/free-ids.ts'
import type { Reporting } from '../../reporting.ts'
import type { DrawioFile } from '../file/types.ts'
import { Collected, type Elements } from './collected.ts'
import { readPage } from './page.ts'

export function readElements(file: DrawioFile, report: Reporting): Elements {
  const pages = new FreeIds()
  const collected = new Collected()
  for (const [order, page] of file.pages.entries()) {
    const title = page.name || `Page ${order + 1}`
    // One page is the model itself, and its name is mostly the tool's own.
    const own = file.pages.length > 1 ? { id: pages.take(slug(title, 'page')), title } : undefined
    if (own) collected.pages.push(own)
    readPage({ page, order, own, collected, report })
  }
  return collected.done()
}
