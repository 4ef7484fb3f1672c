/**
 * The words that a team's own rules are made of. Each condition stands for the one of that name in
 * `analysis/conditions`; those of kind `list` take words of their own: `uses: [gateway]`.
 */
export const CONDITION_WORDS = {
  component: {
    process: 'alone',
    store: 'alone',
    external: 'alone',
    client: 'alone',
    reached: 'alone',
    reachedFromOutside: 'alone',
    behindAnEntry: 'alone',
    exposed: 'alone',
    usesStore: 'alone',
    usesDatabase: 'alone',
    callsParty: 'alone',
    calledByParty: 'alone',
    severalCallers: 'alone',
    validatesTokens: 'alone',
    unauthenticated: 'alone',
    leavesUnauthenticated: 'alone',
    sensitive: 'alone',
    notEncrypted: 'alone',
    plainInside: 'alone',
    multiTenant: 'alone',
    notRedundant: 'alone',
    uses: 'list',
    about: 'list',
    calls: 'list',
    calledBy: 'list',
    besides: 'list',
    tagged: 'list',
  },
  crossing: {
    encrypted: 'alone',
    plain: 'alone',
    encryptionUnknown: 'alone',
    authenticated: 'alone',
    unauthenticated: 'alone',
    sensitive: 'alone',
    toThirdParty: 'alone',
    fromThirdParty: 'alone',
    fromOutside: 'alone',
    fromPerson: 'alone',
    toStore: 'alone',
    fromStore: 'alone',
    payment: 'alone',
    skipsZones: 'alone',
    leavesNested: 'alone',
    availabilityMatters: 'alone',
    longLivedCredential: 'alone',
    about: 'list',
    to: 'list',
    from: 'list',
    tagged: 'list',
  },
} as const

export type ComponentWord = keyof typeof CONDITION_WORDS.component
export type CrossingWord = keyof typeof CONDITION_WORDS.crossing

/** What texts of rules may name of their target, in braces. */
export const PLACEHOLDERS = {
  component: ['it', 'zone', 'callers', 'clients', 'called', 'stores', 'parties', 'entry', 'data'],
  crossing: ['from', 'to', 'over', 'where', 'with', 'path', 'boundaries', 'credential', 'data'],
} as const
