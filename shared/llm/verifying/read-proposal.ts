/** Reads a verdict about a claim: a proposal, whose quotes are looked up in the diff that was sent. */
import { type Proposal, type QuotedLine, VERDICTS } from '../../triage/verifying/proposal.ts'
import { findJson } from '../reply/find-json.ts'
import { readRows, readTexts } from '../reply/rows.ts'
import type { DroppedRow } from '../types.ts'

/** Characters of a quote; a brace alone is in any diff. */
const SHORTEST = 4

export interface ReadProposal {
  readonly proposal: Proposal
  readonly dropped: readonly DroppedRow[]
}

/** Never throws. `diff` is what was sent, in the words that `restore` gives back. */
export function readProposal(
  text: string,
  { restore, diff }: { readonly restore: (text: string) => string; readonly diff: string },
): ReadProposal | { readonly problem: string } {
  const found = findJson(text)
  if ('problem' in found) return found
  const dropped: DroppedRow[] = []
  const options = { restore, dropped }
  const [head] = readRows({ answer: [found.object] }, 'answer', options, (row) => ({
    verdict: row.word('verdict', VERDICTS),
    must: row.text('must'),
    because: row.text('because'),
  }))
  if (!head) return { problem: dropped[0]?.reason ?? 'The reply has no verdict.' }
  const searched = squeezed(diff)
  const lines = readRows(found.object, 'lines', options, (row): QuotedLine => {
    const [file, line] = [row.line('file'), row.text('line')]
    const quote = squeezed(line)
    const isInDiff =
      searched.includes(file.replace(/:\d+(?:-\d+)?$/, '')) &&
      quote.length >= SHORTEST &&
      searched.includes(quote)
    return { file, line: line.replace(/\s+/gu, ' '), isInDiff }
  })
  const missing = readTexts(found.object, 'missing', options)
  const assumptions = readTexts(found.object, 'assumptions', options)
  // A quote without its plus or minus, or with other spaces, is still the line.
  const isGrounded = lines.some(({ isInDiff }) => isInDiff)
  const claimsTooMuch = ['verified', 'partly'].includes(head.verdict) && !isGrounded
  const verdict = claimsTooMuch ? 'cannot judge' : head.verdict
  const because = claimsTooMuch
    ? `It said “${head.verdict}”, but quoted no line that is in the diff. ${head.because}`
    : head.because
  return { proposal: { ...head, verdict, because, lines, missing, assumptions }, dropped }
}

function squeezed(text: string): string {
  return text.replace(/^[+-]/gm, '').replace(/\s+/gu, ' ').trim()
}
