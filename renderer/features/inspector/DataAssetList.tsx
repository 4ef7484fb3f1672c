import { ChevronRight, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { plural } from '../../../shared/core/text.ts'
import { QUANTITIES } from '../../../shared/model/names/words.ts'
import type { DataAsset, Model } from '../../../shared/model/schema.ts'
import { CONFIDENTIALITIES, CRITICALITIES } from '../../../shared/model/schema.ts'
import { dropDataAsset, newDataAsset, setDataAsset } from '../../state/elements/attributes.ts'
import { readable } from '../../state/elements/labels.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { TextField } from '../../ui/fields/Fields.tsx'
import { TagsField } from '../../ui/fields/TagsField.tsx'
import { EditChoice } from './fields/Choice.tsx'
import { Pair } from './fields/Section.tsx'
import { EditArea, EditText } from './fields/Text.tsx'
import styles from './Inspector.module.css'

/** A long list is cut to these until it is asked for. */
const SHOWN = 8

/** The data assets with their ratings; one is open at a time. */
export function DataAssetList({ model }: { readonly model: Model }) {
  const [open, setOpen] = useState<string | null>(null)
  const [fresh, setFresh] = useState('')
  const [isWhole, setWhole] = useState(false)
  const { dataAssets } = model
  const shown = isWhole || dataAssets.length <= SHOWN + 1 ? dataAssets : dataAssets.slice(0, SHOWN)
  const add = () => {
    if (fresh.trim() !== '') {
      setOpen(newDataAsset(fresh.trim()))
      setWhole(true)
    }
    setFresh('')
  }
  return (
    <>
      {dataAssets.length > 0 ? (
        <ul className={styles.rows}>
          {shown.map((asset) => (
            <li key={asset.id} className={styles.asset}>
              <button
                type="button"
                className={styles.assetHead}
                aria-expanded={open === asset.id}
                onClick={() => setOpen(open === asset.id ? null : asset.id)}
              >
                <ChevronRight size={13} aria-hidden />
                <span className={styles.name}>{asset.title}</span>
                <span className={styles.quiet}>
                  {asset.confidentiality ? readable(asset.confidentiality) : 'Not rated'}
                </span>
              </button>
              {open === asset.id ? <AssetForm model={model} asset={asset} /> : null}
            </li>
          ))}
        </ul>
      ) : (
        <p className={styles.quiet}>Name what is worth protecting. Ratings decide how severe a threat is.</p>
      )}
      {shown.length < dataAssets.length ? (
        <Button variant="quiet" onClick={() => setWhole(true)}>
          Show all {dataAssets.length}
        </Button>
      ) : null}
      <TextField
        label="Add a data asset"
        hideLabel
        placeholder="Add a data asset: Customer PII"
        value={fresh}
        onChange={setFresh}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') add()
          if (event.key === 'Escape') {
            event.stopPropagation()
            setFresh('')
            event.currentTarget.blur()
          }
        }}
      />
    </>
  )
}

function AssetForm({ model, asset }: { readonly model: Model; readonly asset: DataAsset }) {
  const set = (changes: Partial<Omit<DataAsset, 'id'>>, what: string, typing?: string) =>
    setDataAsset(asset.id, changes, what, typing)
  const uses =
    model.components.filter(({ dataProcessed, dataStored }) =>
      [...dataProcessed, ...dataStored].includes(asset.id),
    ).length +
    model.flows.filter((flow) => [...flow.dataSent, ...flow.dataReceived].includes(asset.id)).length
  return (
    <div className={styles.assetForm}>
      <EditText
        label="Title"
        value={asset.title}
        required
        onEdit={(title, typing) => set({ title: title ?? asset.title }, 'title', typing)}
      />
      <EditChoice
        label="Confidentiality"
        value={asset.confidentiality}
        words={CONFIDENTIALITIES}
        onEdit={(confidentiality) => set({ confidentiality }, 'confidentiality')}
      />
      <Pair>
        <EditChoice
          label="Integrity"
          value={asset.integrity}
          words={CRITICALITIES}
          onEdit={(integrity) => set({ integrity }, 'integrity')}
        />
        <EditChoice
          label="Availability"
          value={asset.availability}
          words={CRITICALITIES}
          onEdit={(availability) => set({ availability }, 'availability')}
        />
      </Pair>
      <EditArea
        label="Description"
        value={asset.description}
        onEdit={(description, typing) => set({ description }, 'description', typing)}
      />
      <Pair>
        <EditChoice
          label="Quantity"
          value={asset.quantity}
          words={QUANTITIES}
          onEdit={(quantity) => set({ quantity }, 'quantity')}
        />
        <EditText
          label="Owner"
          value={asset.owner}
          onEdit={(owner, typing) => set({ owner }, 'owner', typing)}
        />
      </Pair>
      <EditText
        label="Origin"
        value={asset.origin}
        onEdit={(origin, typing) => set({ origin }, 'origin', typing)}
      />
      <TagsField label="Tags" values={asset.tags} onChange={(tags) => set({ tags }, 'tags')} />
      <div className={styles.foot}>
        <span className={styles.quiet}>Used in {plural(uses, 'place')}</span>
        <Button variant="quiet" icon={Trash2} onClick={() => dropDataAsset(asset.id)}>
          Remove
        </Button>
      </div>
    </div>
  )
}
