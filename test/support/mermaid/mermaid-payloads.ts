// Texts that try to run a script or to reach a server from inside a Mermaid drawing.

/** What each of them would do: `RAN` for a script, a request to `server` for anything that loads. */
export const mermaidPayloads = (server: string): readonly string[] => {
  const run = "top.postMessage('RAN','*')"
  const url = (name: string) => `${server}/${name}`
  const node = (label: string) => `flowchart LR\n  a["${label}"] --> b`
  return [
    node(`<img src=x onerror=${run}>`),
    node(`<img src='${url('img')}'>`),
    node(`<img srcset='${url('srcset')} 1x'>`),
    node(`<svg onload=${run}></svg>`),
    node(`<script>${run}</script>`),
    node(`<script src='${url('script')}'></script>`),
    node(`<iframe src='${url('iframe')}'></iframe>`),
    node(`<iframe srcdoc='<script>${run}</script>'></iframe>`),
    node(`<object data='${url('object')}'></object>`),
    node(`<embed src='${url('embed')}'>`),
    node(`<video src='${url('video')}' autoplay onloadstart=${run}></video>`),
    node(`<link rel=stylesheet href='${url('link')}'>`),
    node(`<style>@import '${url('import')}';</style>`),
    node(`<div style='background:url(${url('background')})'>x</div>`),
    node(`<a href='javascript:${run}'>x</a>`),
    node(`<form action='${url('form')}'><input autofocus onfocus=${run}></form>`),
    node(`<details open ontoggle=${run}>x</details>`),
    node(`<math><mi xlink:href='javascript:${run}'>x</mi></math>`),
    node(`<svg><image href='${url('svg-image')}'/></svg>`),
    node(`<svg><use href='${url('use')}#x'/></svg>`),
    node(`<svg><foreignObject><img src='${url('foreign')}' onerror=${run}></foreignObject></svg>`),
    node(`<base href='${url('base')}'>x`),
    node(`<meta http-equiv=refresh content='0;url=${url('refresh')}'>`),
    `flowchart LR\n  a@{ img: "${url('node-image')}", label: "x" }\n  a --> b`,
    `flowchart LR\n  a --> b\n  click a href "javascript:${run}"`,
    `flowchart LR\n  a --> b\n  click a call alert() "x"`,
    `flowchart LR\n  a --> b\n  style a fill:url(${url('fill')})`,
    `flowchart LR\n  a --> b\n  classDef x background-image:url(${url('class')})\n  class a x`,
    `flowchart LR\n  a -->|"<img src=x onerror=${run}>"| b`,
    `flowchart LR\n  subgraph z["<img src='${url('zone')}' onerror=${run}>"]\n  a\n  end`,
    `---\nconfig:\n  securityLevel: loose\n  themeCSS: "@import '${url('theme-css')}'; * { background: url(${url('theme-background')}) }"\n---\n${node('x')}`,
    `---\nconfig:\n  fontFamily: "x;} @font-face{font-family:y;src:url(${url('font')})} *{font-family:y"\n---\n${node('x')}`,
    `%%{init: {"securityLevel": "loose", "flowchart": {"htmlLabels": true}, "dompurifyConfig": {"ADD_TAGS": ["script"]}}}%%\n${node(`<script>${run}</script>`)}`,
  ]
}
