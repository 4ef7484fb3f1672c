// Who may import whom (ARCHITECTURE.md). In shared/ a folder may import itself and every lower tier.
const tiers = [
  ['core'],
  ['model'],
  ['formats', 'analysis', 'diff', 'triage'],
  ['lint', 'report', 'llm', 'text-editing'],
  ['protocol'],
]
const test = '\\.test\\.tsx?$'

const rule = (name, from, to) => ({
  name,
  severity: 'error',
  from: { pathNot: test, ...from },
  to,
})

const tierRules = tiers.flatMap((folders, tier) =>
  folders.map((folder) => {
    const allowed = [folder, ...tiers.slice(0, tier).flat()].join('|')
    return rule(
      `shared-${folder}-imports-lower-tiers-only`,
      { path: `^shared/${folder}/` },
      { path: '^shared/', pathNot: `^shared/(${allowed})/` },
    )
  }),
)

const electronPackage = '^electron$|(^|/)node_modules/electron/'

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...tierRules,
    rule('shared-has-only-tiers', { path: `^shared/(?!(${tiers.flat().join('|')})/)` }, {}),
    rule(
      'shared-imports-nothing-above',
      { path: '^shared/' },
      { path: '/', pathNot: ['^shared/', '(^|/)node_modules/'] },
    ),
    rule('shared-is-pure', { path: '^shared/' }, { dependencyTypes: ['core'] }),
    rule('electron-imports-no-renderer', { path: '^electron/' }, { path: '^renderer/' }),
    rule('renderer-imports-no-electron', { path: '^renderer/' }, { path: '^electron/' }),
    rule('renderer-has-no-node', { path: '^renderer/' }, { dependencyTypes: ['core'] }),
    rule(
      'features-meet-in-state-and-actions',
      { path: '^renderer/features/([^/]+)/' },
      { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    ),
    rule(
      'only-the-shell-imports-the-electron-package',
      { pathNot: [test, '^electron/(main/|preload\\.ts$)'] },
      { path: electronPackage },
    ),
    rule(
      'the-shell-is-imported-by-nobody',
      { path: '^electron/(backend|server|cli)/' },
      { path: '^electron/(main/|preload\\.ts$)' },
    ),
    rule('code-imports-no-tests', { path: '^(shared|electron|renderer)/' }, { path: `^test/|${test}` }),
    rule('no-cycles', {}, { circular: true }),
    // An import that resolves to nothing would slip through every rule above.
    rule('every-import-resolves', {}, { couldNotResolve: true, pathNot: electronPackage }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    // An import of a type couples just as well.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
}
