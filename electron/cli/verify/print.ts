/** What was found, for a terminal and for programs. */
import { plural } from '../../../shared/core/text.ts'
import { titleOf } from '../../../shared/model/queries.ts'
import type { Proposal } from '../../../shared/triage/verifying/proposal.ts'
import {
  type CheckedEvidence,
  isUnchecked,
  isUnsupported,
  type LinkedCommit,
  type VerifiedClaim,
} from '../../../shared/triage/verifying/verify.ts'
import { visible, visibleLine } from '../output.ts'
import { MOST_COMMITS, type Verified } from './claims-of.ts'

/** By `proposalKey`. */
export type Proposals = ReadonlyMap<string, ProposalOrProblem>
export type ProposalOrProblem = Proposal | { readonly problem: string }

/** `shown` is the model's file, `ref` what the claim is about. */
export function proposalKey(shown: string, ref: string): string {
  return `${shown} ${ref}`
}

export function jsonOf(all: readonly Verified[], proposals: Proposals): unknown {
  return {
    models: all.map((verified) => ({
      file: verified.file.shown,
      range: verified.history.range,
      commits: verified.history.commits.size,
      more: verified.history.cut !== null,
      claims: verified.claims.map((each) => {
        const { claim, commits, evidence, support } = each
        const { risk } = claim
        return {
          id: claim.id,
          kind: risk ? 'risk' : 'mitigation',
          ...(risk ? { target: risk.target, category: risk.category, status: risk.status } : {}),
          title: claim.title,
          mitigations: claim.mitigations.map(({ id }) => id),
          tickets: claim.tickets,
          support,
          commits: commits.map((linked) => ({ ...linked, ...detailsOf(verified, linked) })),
          evidence,
          ...proposalOf(proposals.get(proposalKey(verified.file.shown, each.claim.ref))),
        }
      }),
    })),
  }
}

function proposalOf(proposal: ProposalOrProblem | undefined): object {
  if (!proposal) return {}
  return 'problem' in proposal ? { problem: proposal.problem } : { proposal }
}

function detailsOf({ history }: Verified, { id }: LinkedCommit): object {
  const commit = history.commits.get(id)
  return commit ? { short: commit.short, subject: commit.subject, author: commit.author } : {}
}

export function linesOf(verified: Verified, proposals: Proposals): readonly string[] {
  const { file, history, claims } = verified
  const open = claims.filter(isUnsupported).length
  const head = `${file.shown}: ${plural(claims.length, 'claim')}, ${open} without support${restOf(claims)} in ${plural(history.commits.size, 'commit')} of ${history.range}`
  return [
    visibleLine(head),
    ...claims.flatMap((each) => [
      `  ${headOf(verified, each)}`,
      ...detailLines(verified, each).map((line) => `    ${line}`),
      ...proposalLines(proposals.get(proposalKey(verified.file.shown, each.claim.ref))).map(
        (line) => `    ${line}`,
      ),
    ]),
  ].map((line, at) => (at === 0 ? line : visible(line)))
}

function headOf({ file }: Verified, { claim }: VerifiedClaim): string {
  const { risk, mitigations, id, title } = claim
  const where = risk ? `${titleOf(file.model, risk.target)}: ` : ''
  const landed = risk?.status === 'mitigated' ? 'mitigated' : 'landed'
  const by = risk && mitigations.length > 0 ? `, by ${mitigations.map((each) => each.id).join(', ')}` : ''
  return `${id}  ${landed}${by}  ${where}${title}`
}

function detailLines({ history }: Verified, { claim, commits, evidence, support }: VerifiedClaim): string[] {
  const told = commits.map(({ id, ticket, reverted, onlyModel }) => {
    const commit = history.commits.get(id)
    const taken = onlyModel ? ', but changes only the model' : reverted ? ', reverted later' : ''
    return `commit ${commit?.short ?? id} names ${ticket}${taken}: ${commit?.subject ?? ''}`
  })
  const isNamed = commits.length > 0
  const nothing = !isNamed && (support === 'nothing' || support === 'evidence')
  return [...told, ...evidence.map(evidenceLine), ...(nothing ? [whyNothing(claim.tickets)] : [])]
}

function whyNothing(tickets: readonly string[]): string {
  return tickets.length === 0
    ? 'no ticket to look for: give it one, or a commit as evidence'
    : `no commit names ${tickets.join(' or ')}`
}

const EVIDENCE: Readonly<Record<CheckedEvidence['state'], string>> = {
  found: 'is in this history',
  unmerged: 'is in the repository, but not in this history',
  missing: 'is no commit of this repository',
  ambiguous: 'begins several commits: give more digits',
  file: 'is a file of this history',
  gone: 'is no file of this history',
  unchecked: 'was not checked: look for yourself',
}

function evidenceLine({ text, state }: CheckedEvidence): string {
  return `evidence ${text} ${EVIDENCE[state]}`
}

function proposalLines(proposal: ProposalOrProblem | undefined): readonly string[] {
  if (!proposal) return []
  if ('problem' in proposal) return [`language model: ${proposal.problem}`]
  const { verdict, must, because, lines, missing, assumptions } = proposal
  return [
    `language model proposes: ${verdict}`,
    `  must: ${must}`,
    `  because: ${because}`,
    ...lines.map(({ file, line, isInDiff }) => `  ${file}: ${line}${isInDiff ? '' : ' (not in the diff)'}`),
    ...missing.map((each) => `  missing: ${each}`),
    ...assumptions.map((each) => `  assumes: ${each}`),
  ]
}

/** One line for the person: what was looked at, and what that leaves. */
export function summaryOf(all: readonly Verified[]): string {
  const claims = all.flatMap((each) => each.claims)
  const open = claims.filter(isUnsupported).length
  const has = (cut: Verified['history']['cut']) => all.some(({ history }) => history.cut === cut)
  const bounded = [
    has('limit')
      ? ` Only the last ${MOST_COMMITS.toLocaleString('en')} commits were looked at; name a range for others.`
      : '',
    has('shallow')
      ? ' The clone is shallow, so older commits were not looked at: fetch the whole history.'
      : '',
  ].join('')
  if (claims.length === 0)
    return `No risk is mitigated and no mitigation landed, so nothing is to be verified.${bounded}`
  return `${plural(claims.length, 'claim')}, ${open} without support${restOf(claims)}.${bounded}`
}

/** What counts as supported only because nobody can look from here. */
function restOf(claims: readonly VerifiedClaim[]): string {
  const count = claims.filter(isUnchecked).length
  return count === 0 ? '' : `, ${count} not checked (links or words)`
}
