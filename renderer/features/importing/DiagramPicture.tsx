import { useEffect, useState } from 'react'
import type { Layout } from '../../../shared/model/layout.ts'
import type { Model } from '../../../shared/model/schema.ts'
import { themeShown } from '../../actions/exports/picture.ts'
import { SelectField } from '../../ui/fields/Fields.tsx'
import styles from './DiagramPicture.module.css'

/** Components; more would be specks, and take their time. */
const MOST = 1500

/** How the diagram would look; with several pages one of them at a time. */
export function DiagramPicture({ model, layout }: { readonly model: Model; readonly layout: Layout }) {
  const [page, setPage] = useState(layout.pages[0]?.id)
  const why =
    model.components.length + layout.notes.length === 0
      ? 'There is no diagram in this file.'
      : model.components.length > MOST
        ? 'The diagram is too large for a small picture.'
        : null
  const url = useSvg(why === null ? model : null, layout, page)
  return (
    <figure className={styles.figure} aria-label="The diagram">
      {url === null ? (
        <p className={styles.quiet}>{why ?? ''}</p>
      ) : (
        <img className={styles.picture} src={url} alt={`Diagram of ${model.title}`} />
      )}
      {layout.pages.length > 1 ? (
        <figcaption className={styles.page}>
          <SelectField
            label="Diagram shown"
            hideLabel
            value={page ?? ''}
            options={layout.pages.map(({ id, title }) => ({ value: id, label: title }))}
            onChange={setPage}
          />
        </figcaption>
      ) : null}
    </figure>
  )
}

/** The address of a picture that lives as long as it is shown. */
function useSvg(model: Model | null, layout: Layout, page: string | undefined): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    setUrl(null)
    if (!model) return
    let made: string | undefined
    let isCurrent = true
    void import('../../../shared/report/svg/print.ts').then(({ printSvg }) => {
      if (!isCurrent) return
      const svg = printSvg(model, layout, { theme: themeShown(), page })
      made = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
      setUrl(made)
    })
    return () => {
      isCurrent = false
      if (made !== undefined) URL.revokeObjectURL(made)
    }
  }, [model, layout, page])
  return url
}
