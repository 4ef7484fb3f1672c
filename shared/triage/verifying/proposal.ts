/** What a language model proposes about a claim: never more than a proposal, so it changes nothing. */

export const VERDICTS = ['verified', 'partly', 'not in this diff', 'cannot judge'] as const
type Verdict = (typeof VERDICTS)[number]

export interface Proposal {
  readonly verdict: Verdict
  /** What the code must do for the mitigation to hold. */
  readonly must: string
  readonly because: string
  /** Lines of the diff that do it, as the language model quotes them. */
  readonly lines: readonly QuotedLine[]
  readonly missing: readonly string[]
  readonly assumptions: readonly string[]
}

export interface QuotedLine {
  readonly file: string
  readonly line: string
  /** False where the diff that was sent has no such file. */
  readonly isInDiff: boolean
}
