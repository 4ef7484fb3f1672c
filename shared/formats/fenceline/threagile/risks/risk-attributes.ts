/** The words of Threagile's places for risks; what it has no word for keeps Fenceline's. */
import { IMPACTS, LIKELIHOODS } from '../../../../model/schema.ts'
import { type Attribute, RISK } from '../../model/keys/attributes.ts'

const TRACKED_MEMBERS = ['status', 'justification', 'acceptedBy', 'acceptedUntil', 'ticket']

/** Of an entry of `risk_tracking`. */
export const TRACKED: readonly Attribute[] = RISK.filter(({ member }) => TRACKED_MEMBERS.includes(member))
/** What an entry of `risk_tracking` has besides, when no other entry holds the risk. */
export const BESIDE_TRACKED: readonly Attribute[] = RISK.filter(
  ({ member }) => !TRACKED_MEMBERS.includes(member),
)
/** Of an entry of `risks_identified`. */
export const FOUND: readonly Attribute[] = [
  ...BESIDE_TRACKED.filter(
    ({ member }) => member !== 'likelihood' && member !== 'impact' && member !== 'title',
  ),
  { key: 'exploitation_likelihood', member: 'likelihood', type: LIKELIHOODS },
  { key: 'exploitation_impact', member: 'impact', type: IMPACTS },
]
