import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { LlmModel, LlmState } from '../../../../shared/protocol/llm.ts'
import { configure } from '../../../state/llm/setup.ts'
import { Button, IconButton } from '../../../ui/controls/Button.tsx'
import { SelectField, TextField } from '../../../ui/fields/Fields.tsx'
import look from '../../../ui/setup/Setup.module.css'
import styles from './LlmSettings.module.css'
import { dollarsOf, numberWords } from './numbers.ts'
import { PartProblem } from './PartProblem.tsx'

/** Which language model is asked, out of a list with prices that the person keeps. */
export function ModelForm({ llm: { settings } }: { readonly llm: LlmState }) {
  const { model, models } = settings
  const [added, setAdded] = useState('')
  const id = added.trim()
  const known = models.some((each) => each.id === id)
  const keep = (next: readonly LlmModel[]) => configure('model', { models: [...next] })
  const options = models.some((each) => each.id === model)
    ? models
    : [{ id: model, inputPrice: null, outputPrice: null }, ...models]
  return (
    <section className={look.part} aria-label="Language model" data-part="model">
      <SelectField
        label="Language model"
        value={model}
        options={options.map((each) => ({ value: each.id, label: each.id }))}
        onChange={(next) => void configure('model', { model: next })}
      />
      <details>
        <summary>Edit the list and its prices</summary>
        <table className={styles.models}>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">$ a million in</th>
              <th scope="col">$ a million out</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {models.map((each) => (
              <tr key={each.id}>
                <th scope="row">{each.id}</th>
                <td className={styles.narrow}>
                  <Price
                    label={`Dollars for a million tokens to ${each.id}`}
                    kept={each.inputPrice}
                    onKeep={(inputPrice) => keep(replaced(models, { ...each, inputPrice }))}
                  />
                </td>
                <td className={styles.narrow}>
                  <Price
                    label={`Dollars for a million tokens from ${each.id}`}
                    kept={each.outputPrice}
                    onKeep={(outputPrice) => keep(replaced(models, { ...each, outputPrice }))}
                  />
                </td>
                <td className={styles.icons}>
                  <IconButton
                    icon={X}
                    label={each.id === model ? `${each.id} is in use` : `Remove ${each.id}`}
                    disabled={each.id === model}
                    onClick={() => void keep(models.filter((other) => other !== each))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <form
          className={look.row}
          onSubmit={(event) => {
            event.preventDefault()
            if (id === '' || known || models.length >= 50) return
            void keep([...models, { id, inputPrice: null, outputPrice: null }]).then((taken) =>
              taken ? setAdded('') : undefined,
            )
          }}
        >
          <TextField
            label="Another language model, as the server calls it"
            value={added}
            maxLength={120}
            error={known ? `${id} is in the list.` : undefined}
            onChange={setAdded}
          />
          <Button type="submit" icon={Plus} disabled={id === '' || known}>
            Add
          </Button>
        </form>
      </details>
      <PartProblem part="model" />
    </section>
  )
}

function Price({
  label,
  kept,
  onKeep,
}: {
  readonly label: string
  readonly kept: number | null
  readonly onKeep: (value: number | null) => Promise<boolean>
}) {
  const [text, setText] = useState<string | null>(null)
  const value = text === null ? kept : dollarsOf(text)
  const keep = () => {
    if (text === null || value === undefined) return
    if (value === kept) setText(null)
    else void onKeep(value).then((taken) => (taken ? setText(null) : undefined))
  }
  return (
    <TextField
      label={label}
      hideLabel
      inputMode="decimal"
      placeholder="unknown"
      value={text ?? numberWords(kept)}
      error={value === undefined ? 'An amount like 2.50.' : undefined}
      onChange={setText}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep()
      }}
    />
  )
}

function replaced(models: readonly LlmModel[], model: LlmModel): readonly LlmModel[] {
  return models.map((each) => (each.id === model.id ? model : each))
}
