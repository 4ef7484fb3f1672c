import { Fragment } from 'react'

/** A text that may be broken between its parts, as the painter and a picture break it. */
export function Breakable({ parts }: { readonly parts: readonly string[] }) {
  const [only = '', ...others] = parts
  if (others.length === 0) return only
  return parts.map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have nothing but their order
    <Fragment key={at}>
      {at > 0 ? <wbr /> : null}
      {part}
    </Fragment>
  ))
}
