/** A flow that meets a trust boundary: what the whole program is about. */
export function Logo({ size = 20 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" fill="none" aria-hidden="true">
      <path d="M10 1.5v17" stroke="var(--trust)" strokeWidth="1.75" strokeDasharray="3 2.2" />
      <path d="M1.5 10h4.2M14.3 10h3" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
      <path
        d="m15.6 7.2 2.8 2.8-2.8 2.8"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path
        d="m10 6.4 3.6 3.6-3.6 3.6L6.4 10z"
        fill="var(--surface)"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinejoin="round"
      />
    </svg>
  )
}
