import { useDeferredValue, useMemo } from 'react'
import { type Merge, mergeDocuments } from '../../../shared/diff/merge.ts'
import type { Document } from '../../../shared/model/document.ts'
import { useDocument } from '../../state/document.ts'

/** The present document merged with another version; deferred, so that typing never waits for it. */
export function useMerge(base: Document, theirs: Document): Merge {
  const present = useDeferredValue(useDocument((state) => state.history.present))
  return useMemo(() => mergeDocuments(base, present, theirs), [base, present, theirs])
}
