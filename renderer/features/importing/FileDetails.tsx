import { findFormat } from '../../../shared/formats/formats.ts'
import { type Carried, carriedIn, toldIn } from '../../../shared/formats/importing/imported.ts'
import { type ImportFile, type ReadyFile, renameModel, splitFile } from '../../state/importing/importing.ts'
import { Segmented } from '../../ui/controls/Choices.tsx'
import { TextField } from '../../ui/fields/Fields.tsx'
import { ToldList } from '../../ui/told/ToldList.tsx'
import { DiagramPicture } from './DiagramPicture.tsx'
import styles from './FileDetails.module.css'

const PAGES = [
  { value: 'pages', label: 'One model, a page for each' },
  { value: 'models', label: 'A model for each' },
] as const

const COUNTS: readonly (readonly [keyof Carried, one: string, many: string])[] = [
  ['components', 'component', 'components'],
  ['flows', 'flow', 'flows'],
  ['zones', 'zone', 'zones'],
  ['lines', 'line boundary', 'line boundaries'],
  ['crossings', 'crossing', 'crossings'],
  ['dataAssets', 'data asset', 'data assets'],
  ['risks', 'risk', 'risks'],
  ['mitigations', 'mitigation', 'mitigations'],
  ['notes', 'note', 'notes'],
]

/** One file: what was carried, how it looks, what was guessed and lost, and the name of its model. */
export function FileDetails({
  file,
  faultOf,
}: {
  readonly file: ImportFile
  /** Why a model cannot have this name. */
  readonly faultOf: (path: string) => string | undefined
}) {
  if (file.state === 'reading') return <p className={styles.quiet}>Reading {file.name}</p>
  if (file.state === 'refused') {
    const errors = file.diagnostics.filter(({ severity }) => severity === 'error')
    return (
      <div className={styles.details}>
        <p className={styles.refused}>{file.name} cannot be imported.</p>
        <ToldList title="Problems" diagnostics={errors} isOpen />
      </div>
    )
  }
  return <Ready file={file} faultOf={faultOf} />
}

function Ready({
  file,
  faultOf,
}: {
  readonly file: ReadyFile
  readonly faultOf: (path: string) => string | undefined
}) {
  const { read, models, diagnostics } = file
  const carried = carriedIn(read)
  const { guessed, lost, others } = toldIn(diagnostics)
  const isShort = guessed.length + lost.length <= 6
  return (
    <div className={styles.details}>
      <DiagramPicture model={read.model} layout={read.layout} />
      <p className={styles.format}>{findFormat(file.format)?.title ?? file.format}</p>
      <dl className={styles.counts} aria-label="Carried over">
        {COUNTS.filter(([key]) => carried[key] > 0 || key === 'components' || key === 'flows').map(
          ([key, one, many]) => (
            <div key={key}>
              <dt>{carried[key] === 1 ? one : many}</dt>
              <dd>{carried[key]}</dd>
            </div>
          ),
        )}
      </dl>
      {file.hasPages ? (
        <Segmented
          label={`${read.layout.pages.length} diagrams become`}
          value={file.isSplit ? 'models' : 'pages'}
          options={PAGES}
          onChange={(value) => splitFile(file, value === 'models')}
        />
      ) : null}
      <div className={styles.names}>
        {models.map(({ path, page }, at) => (
          <TextField
            // biome-ignore lint/suspicious/noArrayIndexKey: models of one file keep their order, and their names change
            key={at}
            label={page ? `File for ${page.title}` : 'File'}
            value={path}
            onChange={(next) => renameModel(file, at, next)}
            error={faultOf(path)}
          />
        ))}
      </div>
      <ToldList
        title="Lost"
        about="The file says it, and a model cannot hold it"
        diagnostics={lost}
        isOpen={isShort}
      />
      <ToldList
        title="Guessed"
        about="The file does not say it, so it was chosen"
        diagnostics={guessed}
        isOpen={isShort}
      />
      <ToldList title="Also noticed" diagnostics={others} isOpen={false} />
      {lost.length + guessed.length === 0 ? (
        <p className={styles.quiet}>Nothing had to be guessed, and nothing is lost.</p>
      ) : null}
    </div>
  )
}
