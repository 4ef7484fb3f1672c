import { TEMPLATES } from '../../../../shared/formats/fenceline/templates/templates.ts'
import { setNewModel, useNewModel } from './new-model.ts'
import styles from './TemplateList.module.css'

/** The templates as one choice. */
export function TemplateList() {
  const template = useNewModel((state) => state.template)
  return (
    <fieldset className={styles.list}>
      <legend className={styles.hidden}>Template</legend>
      {TEMPLATES.filter(({ id }) => id !== 'blank').map(({ id, title, description }) => (
        <label key={id} className={styles.template}>
          <input
            type="radio"
            name="template"
            checked={template === id}
            onChange={() => setNewModel({ template: id })}
          />
          <span>
            <strong>{title}</strong>
            <span className={styles.text}>{description}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
