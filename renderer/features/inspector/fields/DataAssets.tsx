import { addDataAsset } from '../../../../shared/model/edits/components.ts'
import { indexOf } from '../../../../shared/model/queries.ts'
import type { Model } from '../../../../shared/model/schema.ts'
import { TagsField } from '../../../ui/fields/TagsField.tsx'

/** Data assets by title. A title that no asset has makes a new one in the same step. */
export function EditDataAssets({
  label,
  model,
  ids,
  onEdit,
}: {
  readonly label: string
  readonly model: Model
  readonly ids: readonly string[]
  /** `prepare` adds the assets that are new; apply it before the ids are used. */
  readonly onEdit: (ids: readonly string[], prepare: (model: Model) => Model) => void
}) {
  const titleOfId = (id: string) => indexOf(model).dataAssets.get(id)?.title ?? id
  const onChange = (titles: readonly string[]) => {
    let prepared = model
    const next = titles.map((title) => {
      const kept = ids.find((id) => titleOfId(id) === title)
      const known =
        kept ?? model.dataAssets.find((asset) => same(asset.title, title) || asset.id === title)?.id
      if (known !== undefined) return known
      const added = addDataAsset(prepared, { title })
      prepared = added.model
      return added.id
    })
    const fresh = prepared.dataAssets.slice(model.dataAssets.length)
    onEdit([...new Set(next)], (present) =>
      fresh.reduce((to, asset) => addDataAsset(to, asset).model, present),
    )
  }
  return (
    <TagsField
      label={label}
      values={ids.map(titleOfId)}
      suggestions={model.dataAssets.map((asset) => asset.title)}
      onChange={onChange}
    />
  )
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
