/** The report's whole look. It loads nothing; on paper tables keep their heads and rows stay whole. */
export const STYLE = `
:root { color: #1b1d21; background: #fff; font: 14px/1.5 Inter, system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif; }
body { max-width: 1080px; margin: 0 auto; padding: 40px 32px 64px; overflow-wrap: anywhere; }
h1 { font-size: 28px; line-height: 1.2; margin: 4px 0 8px; }
h2 { font-size: 18px; margin: 40px 0 8px; padding-top: 12px; border-top: 1px solid #dedfdb; }
p { margin: 0 0 8px; max-width: 75ch; }
a { color: inherit; text-decoration-color: #84868a; text-underline-offset: 2px; }
a:focus-visible { outline: 2px solid #1b5fc1; outline-offset: 2px; }
.overline, .quiet { color: #55585f; }
.overline { margin: 0; font-weight: 600; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 16px 0 0; padding: 0; list-style: none; }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(108px, 1fr)); gap: 16px; margin: 24px 0 0; padding: 16px 0; border-block: 1px solid #dedfdb; }
.numbers div { display: flex; flex-direction: column-reverse; justify-content: flex-end; }
.numbers dt { color: #55585f; font-size: 12px; }
.numbers dd { margin: 0; font-size: 20px; font-weight: 600; font-variant-numeric: tabular-nums; }
figure { margin: 16px 0 0; }
figure svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
figcaption { margin-top: 8px; color: #55585f; font-size: 12px; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 12px; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: #55585f; padding: 0 0 8px; }
th, td { text-align: left; vertical-align: top; padding: 6px 12px 6px 0; border-bottom: 1px solid #dedfdb; }
thead th { color: #55585f; font-weight: 600; border-bottom-color: #84868a; overflow-wrap: normal; }
tbody th { font-weight: 400; }
td.no { color: #55585f; }
.missing, .todo { font-weight: 600; }
.missing::before, .todo::before { content: '\\25cb\\00a0'; }
:target { background: #fcf0d9; }
ul { margin: 0; padding-left: 20px; }
@page {
  size: A4 landscape; margin: 14mm;
  @bottom-right { content: counter(page) ' / ' counter(pages); color: #55585f; font: 8px Inter, system-ui, Arial, sans-serif; }
}
@media print {
  :root { font-size: 10.5px; }
  body { max-width: none; padding: 0; }
  h2 { break-after: avoid; margin-top: 24px; }
  table { font-size: 9.5px; }
  thead { display: table-header-group; }
  tr, figure, .numbers { break-inside: avoid; }
  tbody tr:nth-child(-n+2) { break-after: avoid; }
  tbody tr:nth-last-child(-n+2) { break-before: avoid; }
  figure svg { max-height: 150mm; }
  a { text-decoration: none; }
  .scroll { overflow: visible; }
}
`

/** Of the style above, for the report's content security policy; a test compares. */
export const STYLE_HASH = 'sha256-aqoCtbYl4ux1gUrilwAJ4MG1BbaMf5miauSHnUZ3+qw='
