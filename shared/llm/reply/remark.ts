import { hashText } from '../../core/text.ts'
import type { Remark } from '../../model/schema.ts'
import { normalWords } from './plain-text.ts'

const DIGITS = 12

/** The remark with its id: the same words about the same thing have the same one in every run. */
export function remarkOf(remark: Omit<Remark, 'id'>): Remark {
  const { target, category, kind, text } = remark
  const id = hashText([target, category ?? '', kind, normalWords(text)].join('|'), DIGITS)
  return { id, ...remark }
}
