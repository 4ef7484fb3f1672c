import { useEffect, useState } from 'react'
import type { Diagnostic } from '../../../shared/core/diagnostics.ts'
import { crossingsOf } from '../../../shared/model/crossings.ts'
import type { Model } from '../../../shared/model/schema.ts'
import { readText } from '../../platform/reading/read-text.ts'

export interface Reading {
  readonly model: Model | null
  readonly crossings: number
  readonly diagnostics: readonly Diagnostic[]
}

const PAUSE = 120

/** What the text would become, read shortly after the last keystroke; null for none. */
export function useReading(text: string, file: string | null): Reading | null {
  const [reading, setReading] = useState<Reading | null>(null)
  useEffect(() => {
    if (text.trim() === '') return setReading(null)
    let isCurrent = true
    const timer = window.setTimeout(async () => {
      const { model, diagnostics } = await readText(text, file ?? undefined)
      if (isCurrent) setReading({ model, diagnostics, crossings: model ? crossingsOf(model).size : 0 })
    }, PAUSE)
    return () => {
      isCurrent = false
      window.clearTimeout(timer)
    }
  }, [text, file])
  return reading
}
