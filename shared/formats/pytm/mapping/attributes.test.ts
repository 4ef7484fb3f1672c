import { describe, expect, test } from 'vitest'
import { readPytm } from '../read.ts'

function read(elements: readonly object[], flows: readonly object[] = [], more: object = {}) {
  const { model, diagnostics } = readPytm(JSON.stringify({ name: 'x', elements, flows, ...more }))
  if (!model) throw new Error(JSON.stringify(diagnostics))
  return model
}

const component = (element: object, more: object = {}) =>
  read([{ name: 'A', ...element }], [], more).components[0]

describe('an element', () => {
  test.each([
    ['Actor', { kind: 'external', usedByHuman: true }],
    ['ExternalEntity', { kind: 'external' }],
    ['Process', { kind: 'process' }],
    ['SetOfProcesses', { kind: 'process', note: 'set of processes' }],
    ['Lambda', { kind: 'process', technologies: ['function'], machine: 'serverless' }],
    ['LLM', { kind: 'process', technologies: ['llm'] }],
    ['Datastore', { kind: 'store' }],
  ])('of the class %s is %j', (type, expected) => {
    expect(component({ __class__: type })).toMatchObject(expected)
  })

  test('says what it stores and for whom', () => {
    const store = {
      __class__: 'Datastore',
      type: 'DatastoreType.FILE_SYSTEM',
      storesPII: true,
      isShared: true,
    }
    expect(component(store)).toMatchObject({ technologies: ['file-server'], tags: ['pii', 'shared'] })
    expect(component({ __class__: 'Datastore', storesSensitiveData: true })).toMatchObject({
      confidentiality: 'confidential',
    })
    expect(component({ __class__: 'Datastore', storesLogData: true })).toMatchObject({
      technologies: ['monitoring', 'log-store'],
      tags: ['logs'],
    })
    expect(component({ __class__: 'Datastore', type: 'GRAPH' })).toMatchObject({ description: 'Type: GRAPH' })
  })

  test('is SQL where somebody wrote it, not where the tool printed its default', () => {
    const store = { __class__: 'Datastore', isSQL: true }
    expect(component(store)?.technologies).toEqual(['database', 'sql'])
    expect(component(store, { findings: [] })?.technologies).toEqual([])
  })

  test('says what rules ask: rest, resilience, formats, people', () => {
    const all = { isEncryptedAtRest: true, isResilient: true }
    expect(component({ __class__: 'Datastore', controls: all })).toMatchObject({
      encryption: 'transparent',
      redundant: true,
    })
    expect(component({ __class__: 'Datastore', isEncryptedAtRest: false })).toMatchObject({
      encryption: 'none',
    })
    expect(component({ __class__: 'Server', usesXMLParser: true })).toMatchObject({
      formatsAccepted: ['xml'],
    })
    expect(component({ __class__: 'Actor', isAdmin: true, inScope: false })).toMatchObject({
      tags: ['admin'],
      outOfScope: 'No reason was given.',
    })
  })

  test('of a third party is tagged so unless it hosts itself', () => {
    const llm = { __class__: 'LLM', isThirdParty: true, hasRAG: true, hasAgentCapabilities: true }
    expect(component(llm)).toMatchObject({
      tags: ['third-party'],
      technologies: ['llm', 'agent', 'retrieval'],
    })
    expect(component({ ...llm, isSelfHosted: true })?.tags).toEqual([])
  })

  test('keeps in words what a model has no member for', () => {
    const server = {
      ...{
        __class__: 'Server',
        description: 'At the door',
        OS: 'Linux',
        port: 8080,
        minTLSVersion: 'TLSVersion.TLSv12',
      },
      ...{
        sourceFiles: ['a.py', 'b.py'],
        usesCache: true,
        hasWriteAccess: false,
        maxClassification: 'TOP_SECRET',
      },
      ...{
        controls: { sanitizesInput: true, validatesInput: false },
        props: { team: 'blue' },
        codeType: 'Unmanaged',
      },
    }
    expect(component(server)?.description?.split('\n')).toEqual([
      'At the door',
      'Highest classification: TOP_SECRET',
      'OS: Linux',
      'Port: 8080',
      'Least TLS version: TLSV12',
      'Source files: a.py, b.py',
      'team: blue',
      'Has: usesCache, sanitizesInput',
      'Has not: hasWriteAccess, validatesInput',
    ])
  })
})

describe('a flow', () => {
  const flow = (change: object, sink: object = {}, source: object = {}) =>
    read(
      [
        { __class__: 'Server', name: 'A', ...source },
        { __class__: 'Server', name: 'B', ...sink },
      ],
      [{ name: 'f', source: 'A', sink: 'B', ...change }],
    ).flows[0]

  test('inherits protocol, port and encryption of what it goes to', () => {
    const sink = { protocol: 'HTTP', port: 8443, controls: { isEncrypted: true } }
    expect(flow({}, sink)).toMatchObject({ protocol: 'HTTP, tls', description: 'Port: 8443' })
    expect(flow({ protocol: 'MQTT', dstPort: 1 }, sink)).toMatchObject({
      protocol: 'MQTT, tls',
      description: 'Port: 1',
    })
  })

  test('as a response inherits them of what it comes from', () => {
    const server = { protocol: 'HTTPS', port: 443 }
    expect(flow({ isResponse: true }, {}, server)).toMatchObject({ protocol: 'HTTPS', tags: ['response'] })
    expect(flow({ isResponse: true }, server)).not.toHaveProperty('protocol')
  })

  test.each([
    [{ tlsVersion: 'TLSVersion.TLSv13' }, 'tls'],
    [{ protocol: 'HTTPS', isEncrypted: true }, 'HTTPS'],
    [{ isEncrypted: false }, 'plaintext'],
    [{ protocol: 'HTTP', isEncrypted: false }, 'HTTP'],
  ])('of %j has the protocol %s', (change, protocol) => {
    expect(flow(change)?.protocol).toBe(protocol)
  })

  test.each([
    [{}, { controls: { authenticationScheme: 'OAuth2' } }, 'OAuth2'],
    [{}, { controls: { usesMFA: true } }, 'two-factor'],
    [{}, { authenticatesSource: true }, 'source'],
    [{ authenticatesDestination: true }, { authenticatesSource: true }, 'mutual'],
    [{ usesSessionTokens: true }, {}, 'session-id'],
    [{}, { authenticatesSource: false }, 'none'],
    [{}, {}, undefined],
  ])('of %j to %j authenticates by %s', (change, sink, authentication) => {
    expect(flow(change, sink)?.authentication).toBe(authentication)
  })

  test('says its tunnel, its authorization and that it is out of scope', () => {
    expect(flow({ usesVPN: true, authorizesSource: true })).toMatchObject({
      vpn: true,
      authorization: 'source',
    })
    const model = read(
      [{ name: 'A' }, { name: 'B' }],
      [{ name: 'f', source: 'A', sink: 'B', inScope: false }],
    )
    expect(model.analyses).toMatchObject([{ target: 'a>b', outOfScope: 'No reason was given.' }])
  })
})

test('assumptions and excluded threats become notes', () => {
  const assumptions = [{ name: 'Walls hold', exclude: ['INP01'], description: 'Brick' }]
  const more = { assumptions: ['Doors are shut'], threatsExcluded: ['AA01'], threatsFile: 'own/threats.json' }
  expect(read([{ name: 'A', assumptions }], [], more).notes).toEqual([
    'Assumption: Doors are shut',
    'Assumption (A): Walls hold; Brick; excludes INP01',
    'Threats excluded in pytm: AA01',
    'Threats of pytm from: own/threats.json',
  ])
})
