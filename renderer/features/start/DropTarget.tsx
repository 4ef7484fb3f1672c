import { FolderInput } from 'lucide-react'
import { useEffect, useState } from 'react'
import styles from './DropTarget.module.css'

/** Says over the whole window what happens to the file that is dragged over it; what is under it gets the drop. */
export function DropTarget() {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const listeners = new AbortController()
    // In the capture phase: whatever takes the drop itself ends the dragging all the same.
    const options = { signal: listeners.signal, capture: true }
    const show = (event: DragEvent) => setOver(event.dataTransfer?.types.includes('Files') ?? false)
    const hide = () => setOver(false)
    window.addEventListener('dragenter', show, options)
    window.addEventListener('dragleave', (event) => event.relatedTarget === null && hide(), options)
    window.addEventListener('drop', hide, options)
    window.addEventListener('dragend', hide, options)
    return () => listeners.abort()
  }, [])
  if (!over) return null
  return (
    <div className={styles.target}>
      <p className={styles.words}>
        <FolderInput size={18} strokeWidth={1.75} aria-hidden />
        Drop a folder or a threat model to open it, files of other tools to import them
      </p>
    </div>
  )
}
