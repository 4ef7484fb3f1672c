/** Which of the model's diagrams is looked at, and what Mermaid made of it. */
import { useEffect, useState } from 'react'
import type { Diagram } from '../../../../shared/formats/mermaid/write.ts'
import { type Drawn, drawWithMermaid } from '../../../platform/drawing/draw.ts'
import { currentDocument } from '../../../state/document.ts'

export type View =
  | { readonly kind: 'drawing' }
  | { readonly kind: 'picture'; readonly url: string }
  | Exclude<Drawn, { kind: 'picture' }>

export interface Drawing {
  /** The overview first where the model needs several; empty until they are written. */
  readonly diagrams: readonly Diagram[]
  readonly chosen: number
  readonly view: View
  readonly choose: (at: number) => void
  readonly again: () => void
}

const DRAWING: View = { kind: 'drawing' }

export function useDrawing(): Drawing {
  const [diagrams, setDiagrams] = useState<readonly Diagram[]>([])
  const [asked, setAsked] = useState({ at: 0 })
  const [view, setView] = useState<View>(DRAWING)
  useEffect(() => {
    let isOpen = true
    const { model } = currentDocument()
    void import('../../../../shared/formats/mermaid/write.ts').then(({ printMermaidDiagrams }) => {
      if (isOpen) setDiagrams(printMermaidDiagrams(model))
    })
    return () => {
      isOpen = false
    }
  }, [])
  useEffect(() => {
    const diagram = diagrams[asked.at]
    if (!diagram) return
    const left = new AbortController()
    let url: string | null = null
    setView(DRAWING)
    void drawWithMermaid(diagram.text, left.signal).then((drawn) => {
      if (left.signal.aborted) return
      if (drawn.kind !== 'picture') return setView(drawn)
      url = URL.createObjectURL(drawn.svg)
      setView({ kind: 'picture', url })
    })
    return () => {
      left.abort()
      if (url !== null) URL.revokeObjectURL(url)
    }
  }, [diagrams, asked])
  return {
    diagrams,
    chosen: asked.at,
    view,
    choose: (at) => setAsked({ at }),
    again: () => setAsked(({ at }) => ({ at })),
  }
}
