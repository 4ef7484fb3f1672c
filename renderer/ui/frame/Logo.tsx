/** A flow that meets a trust boundary: what the whole program is about. */
export function Logo({ size = 20 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" fill="none" aria-hidden="true">
      <path d="M10 .5v2.5M10 4.5v1.75M10 13.75v1.75M10 17v2.5" stroke="var(--trust)" strokeWidth="1.75" />
      <path d="M1.5 10h5M13.5 10h4" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
      <path
        d="m15.6 7.2 2.8 2.8-2.8 2.8"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path
        d="m10 7 3 3-3 3-3-3z"
        fill="var(--surface)"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinejoin="round"
      />
    </svg>
  )
}
