import type { SVGProps } from 'react'

/** The diagram's own notation, in the manner of the other icons. */
function icon(paths: string, dash?: string) {
  return function Icon({ size = 16, ...rest }: SVGProps<SVGSVGElement> & { readonly size?: number }) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.75}
        strokeLinejoin="round"
        strokeDasharray={dash}
        aria-hidden
        {...rest}
      >
        <path d={paths} />
      </svg>
    )
  }
}

export const ExternalIcon = icon('M3 6h18v12H3z')
export const ProcessIcon = icon('M8 6h8a5 5 0 0 1 5 5v2a5 5 0 0 1-5 5H8a5 5 0 0 1-5-5v-2a5 5 0 0 1 5-5z')
export const StoreIcon = icon('M21 6H3v12h18M7 6v12')
export const FlowIcon = icon('M3 12h17M14 6l6 6-6 6')
export const ZoneIcon = icon(
  'M5 5h14a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z',
  '3.2 2.4',
)
export const LineIcon = icon('M14 2c-5 6 1 14-5 20', '3.2 2.4')
