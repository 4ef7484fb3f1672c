// The bill of materials in CycloneDX: what is bundled, not what happened to be installed to build it.
import { createHash } from 'node:crypto'
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library'
import type { BundledPackage } from './packages.ts'
import type { Stamp } from './stamp.ts'

export interface Subject {
  /** What the bill is of: `fenceline` the package, `fenceline-desktop` the app. */
  readonly name: string
  readonly stamp: Stamp
  readonly packages: readonly BundledPackage[]
  /** The version of Electron that the app is put into; null for what runs on the user's own Node. */
  readonly electron: string | null
}

/** CycloneDX 1.6 as JSON; the same text for the same commit. */
export function printSbom({ name, stamp, packages, electron }: Subject): string {
  const subject = new Models.Component(Enums.ComponentType.Application, name, {
    version: stamp.version,
    bomRef: `${name}@${stamp.version}`,
    licenses: new Models.LicenseRepository([new Models.LicenseExpression('Apache-2.0')]),
    properties: new Models.PropertyRepository([new Models.Property('fenceline:commit', stamp.commit)]),
  })
  const components = packages.map((each) => componentOf(each))
  if (electron !== null) components.push(electronOf(electron))
  for (const component of components) subject.dependencies.add(component.bomRef)
  const bom = new Models.Bom({
    serialNumber: serialOf([name, stamp.version, stamp.commit, ...packages.map(idOf)].join('\n')),
    metadata: new Models.Metadata({ component: subject, timestamp: new Date(stamp.epoch * 1000) }),
    components: new Models.ComponentRepository(components),
  })
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6))
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`
}

const idOf = ({ name, version }: BundledPackage) => `${name}@${version}`

function componentOf(one: BundledPackage, within = ''): Models.Component {
  const [group, name] = one.name.startsWith('@') ? one.name.split('/') : [undefined, one.name]
  const inner = one.inside.map((each) => componentOf(each, `${idOf(one)}/`))
  return new Models.Component(Enums.ComponentType.Library, name ?? one.name, {
    ...(group === undefined ? {} : { group }),
    version: one.version,
    bomRef: `${within}${idOf(one)}`,
    purl: `pkg:npm/${one.name.replace('@', '%40')}@${one.version}`,
    licenses: new Models.LicenseRepository([licenceOf(one.licence)]),
    components: new Models.ComponentRepository(inner),
    ...(within === ''
      ? {}
      : {
          properties: new Models.PropertyRepository([
            new Models.Property(
              'fenceline:version',
              'as installed; the enclosing package was published with its own',
            ),
          ]),
        }),
  })
}

function electronOf(version: string): Models.Component {
  return new Models.Component(Enums.ComponentType.Framework, 'electron', {
    version,
    bomRef: `electron@${version}`,
    purl: `pkg:npm/electron@${version}`,
    licenses: new Models.LicenseRepository([licenceOf('MIT')]),
    description: 'With Chromium and Node.js; their licences are in LICENSES.chromium.html beside it.',
  })
}

function licenceOf(licence: string): Models.License {
  return / (AND|OR|WITH) |^\(/.test(licence)
    ? new Models.LicenseExpression(licence)
    : new Models.SpdxLicense(licence)
}

/** A UUID of the content, marked as one that somebody made by a rule of his own (version 8). */
function serialOf(content: string): string {
  const hex = createHash('sha256').update(content).digest('hex')
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16)
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
