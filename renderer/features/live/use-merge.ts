import { useEffect, useMemo, useState } from 'react'
import { type Merge, mergeDocuments } from '../../../shared/diff/merge.ts'
import type { Document } from '../../../shared/model/document.ts'
import { useDocument } from '../../state/document.ts'

/** A merge of thousands of elements takes a third of a second: it waits for a pause in the typing. */
const PAUSE_MS = 250

/** The present document merged with another version, a moment after it changed. */
export function useMerge(base: Document, theirs: Document): Merge {
  const present = useDocument((state) => state.history.present)
  const [settled, setSettled] = useState(present)
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(present), PAUSE_MS)
    return () => window.clearTimeout(timer)
  }, [present])
  return useMemo(() => mergeDocuments(base, settled, theirs), [base, settled, theirs])
}
