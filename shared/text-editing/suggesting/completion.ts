export interface CompletionOption {
  readonly label: string
  readonly detail?: string
  /** What stands in the text afterwards; absent: the label. */
  readonly insert?: string
  readonly kind: 'keyword' | 'component' | 'boundary' | 'flow' | 'data' | 'value' | 'key'
}

/** What may stand between two offsets of the text; the editor filters by what is typed there already. */
export interface Completion {
  readonly from: number
  readonly to: number
  readonly options: readonly CompletionOption[]
}
