import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EMPTY_MODEL, type Model } from '../model/schema.ts'
import { CSV_COLUMNS, printCell, printCsv } from './csv.ts'

/** RFC 4180, read by the book. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]]
  for (let at = 0; at < text.length; ) {
    let cell = ''
    if (text[at] === '"') {
      for (at += 1; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
        cell += text[at]
        if (text[at] === '"') at += 1
      }
      at += 1
    } else while (at < text.length && text[at] !== ',' && text[at] !== '\r') cell += text[at++]
    rows.at(-1)?.push(cell)
    if (text[at] === ',') at += 1
    else {
      at += 2
      if (at < text.length) rows.push([])
    }
  }
  return rows
}

function withTitles(titles: readonly string[]): Model {
  return {
    ...EMPTY_MODEL,
    risks: titles.map((title, at) => ({
      id: `r${at}`,
      target: 'x',
      category: 'tampering',
      title,
      status: 'unchecked',
    })),
  }
}

describe('the CSV of risks', () => {
  test('has a header, CRLF line ends and one row a risk', () => {
    expect(printCsv(EMPTY_MODEL)).toBe(`${CSV_COLUMNS.join(',')}\r\n`)
    expect(printCsv(withTitles(['A, "b"']))).toContain(
      '\r\nr0,x,x,tampering,"A, ""b""",,,,unchecked,,,,,,,,,,\r\n',
    )
  })

  test('says who accepted a risk until when, what answers it and what shows it', () => {
    const [risk] = withTitles(['A']).risks
    const decided = {
      ...{ acceptedBy: 'Ann', acceptedUntil: '2027-03-31', mitigations: ['mfa', 'waf'] },
      evidence: ['=cmd', '1234567'],
    }
    const rows = parse(printCsv({ ...EMPTY_MODEL, risks: risk ? [{ ...risk, ...decided }] : [] }))
    expect(rows[0]?.slice(-4)).toEqual(['accepted_by', 'accepted_until', 'mitigations', 'evidence'])
    expect(rows[1]?.slice(-4)).toEqual(['Ann', '2027-03-31', 'mfa\nwaf', "'=cmd\n1234567"])
  })

  test('a title falls back to the first sentence of the description', () => {
    const [risk] = withTitles(['']).risks
    const model = {
      ...EMPTY_MODEL,
      risks: risk ? [{ ...risk, description: 'Forged JWT accepted. More text.' }] : [],
    }
    expect(parse(printCsv(model))[1]?.[4]).toBe('Forged JWT accepted')
  })

  test.each([
    '=1+1',
    '+1',
    '-1',
    '@x',
    '\tx',
    '\rx',
    '\n=x',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    ' =1',
    '\u200b=1',
    '\ufeff=1',
  ])('H13 the cell %j is text to a spreadsheet', (cell) => {
    expect(printCell(cell)).toMatch(/^"'/)
  })

  test('any text comes back from its cell, with an apostrophe before a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', minLength: 1 }), { maxLength: 4 }), (titles) => {
        const rows = parse(printCsv(withTitles(titles)))
        expect(rows).toHaveLength(titles.length + 1)
        for (const [at, title] of titles.entries()) {
          expect(rows[at + 1]).toHaveLength(CSV_COLUMNS.length)
          expect([title, `'${title}`]).toContain(rows[at + 1]?.[4])
        }
      }),
    )
  })
})
