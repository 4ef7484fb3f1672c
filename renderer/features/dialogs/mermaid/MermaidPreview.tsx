import { useState } from 'react'
import { copyMermaid } from '../../../actions/export.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Segmented } from '../../../ui/controls/Choices.tsx'
import { Dialog } from '../../../ui/frame/Dialog.tsx'
import { EmptyState } from '../../../ui/frame/EmptyState.tsx'
import styles from './MermaidPreview.module.css'
import { useDrawing, type View } from './use-drawing.ts'

type Paper = 'light' | 'dark'
type Size = 'fit' | 'full'

/** The model as readers of the exported text will see it, drawn by Mermaid and nothing of ours. */
export function MermaidPreview({ onClose }: { readonly onClose: () => void }) {
  const { diagrams, chosen, view, choose, again } = useDrawing()
  const [paper, setPaper] = useState<Paper>(() =>
    document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light',
  )
  const [size, setSize] = useState<Size>('fit')
  const diagram = diagrams[chosen]
  return (
    <Dialog
      title="As Mermaid draws it"
      size="large"
      onClose={onClose}
      footer={
        <>
          <span className={styles.choices}>
            <Segmented
              label="Paper"
              hideLabel
              value={paper}
              options={[
                { value: 'light', label: 'On white' },
                { value: 'dark', label: 'On dark' },
              ]}
              onChange={setPaper}
            />
            <Segmented
              label="Size"
              hideLabel
              value={size}
              options={[
                { value: 'fit', label: 'Fit' },
                { value: 'full', label: 'Full size' },
              ]}
              onChange={setSize}
            />
          </span>
          <Button onClick={onClose}>Close</Button>
          <Button
            variant="primary"
            disabled={!diagram}
            onClick={() => void (diagram && copyMermaid(diagram.text).then(onClose))}
          >
            {diagrams.length > 1 ? 'Copy this diagram' : 'Copy as Mermaid'}
          </Button>
        </>
      }
    >
      <div className={styles.columns}>
        {diagrams.length > 1 ? (
          <nav className={styles.list} aria-label="Diagrams">
            {diagrams.map(({ title }, at) => (
              <button
                // biome-ignore lint/suspicious/noArrayIndexKey: titles repeat, and the list never changes
                key={at}
                type="button"
                className={styles.entry}
                aria-current={at === chosen}
                onClick={() => choose(at)}
              >
                {at === 0 ? 'Overview' : nameIn(title, diagrams[0]?.title ?? '')}
              </button>
            ))}
          </nav>
        ) : null}
        <div className={styles.stage} data-paper={paper} data-size={size}>
          <Stage view={view} title={diagram?.title ?? ''} again={again} isOnly={diagrams.length < 2} />
        </div>
      </div>
    </Dialog>
  )
}

/** Each title begins with the model's. */
function nameIn(title: string, model: string): string {
  return title.startsWith(`${model}: `) ? title.slice(model.length + 2) : title
}

function Stage({
  view,
  title,
  again,
  isOnly,
}: {
  readonly view: View
  readonly title: string
  readonly again: () => void
  readonly isOnly: boolean
}) {
  const [broken, setBroken] = useState<string | null>(null)
  const other = isOnly
    ? 'The text can be copied all the same.'
    : 'Choose another diagram, or copy its text all the same.'
  const retry = <Button onClick={again}>Try again</Button>
  switch (view.kind) {
    case 'drawing':
      return (
        <p className={styles.waiting} role="status">
          Mermaid is drawing…
        </p>
      )
    case 'picture':
      return broken === view.url ? (
        <Trouble title="Mermaid's drawing cannot be shown" text={other} action={retry} />
      ) : (
        <img
          className={styles.picture}
          src={view.url}
          alt={`${title}, drawn by Mermaid`}
          onError={() => setBroken(view.url)}
        />
      )
    case 'late':
      return (
        <Trouble
          title="Mermaid took longer than 5 seconds and was stopped"
          text={`GitHub and GitLab may show nothing for this diagram either. Fewer flows between zones make it quicker. ${other}`}
          action={retry}
        />
      )
    case 'refused':
      return (
        <Trouble
          title="Mermaid cannot draw this diagram"
          text={`It says: ${view.reason || 'nothing more'}. Fewer flows between zones often help. ${other}`}
        />
      )
    case 'too-large':
      return (
        <Trouble
          title="This diagram is too large for Mermaid"
          text={`Shorter titles or fewer components in one zone make it smaller. ${other}`}
        />
      )
    case 'not-loaded':
      return (
        <Trouble
          title="Mermaid could not be started"
          text="The computer may be busy. Try again, or start Fenceline anew."
          action={retry}
        />
      )
  }
}

function Trouble(props: Parameters<typeof EmptyState>[0]) {
  return (
    <div className={styles.trouble} role="alert">
      <EmptyState {...props} />
    </div>
  )
}
