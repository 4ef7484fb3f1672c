/** What is not seen at once is put into the page after the frame that shows what is. */
import { useEffect, useState } from 'react'

const waiting = new Set<() => void>()

/** False until what the component shows first is on the screen. All that wait for it go on in one rendering. */
export function usePainted(): boolean {
  const [isPainted, setPainted] = useState(false)
  useEffect(() => {
    const goOn = () => setPainted(true)
    if (waiting.size === 0) requestAnimationFrame(() => setTimeout(release))
    waiting.add(goOn)
    return () => void waiting.delete(goOn)
  }, [])
  return isPainted
}

function release(): void {
  const all = [...waiting]
  waiting.clear()
  for (const goOn of all) goOn()
}
