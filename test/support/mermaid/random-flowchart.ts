// Flowcharts as nobody writes them and as everybody does: what a reader must agree about with Mermaid itself.

export type Random = () => number

/** The same numbers for the same seed, on every machine. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new RangeError('Nothing to pick from')
  return item
}

function some<Item>(random: Random, most: number, make: () => Item): Item[] {
  return Array.from({ length: Math.floor(random() * (most + 1)) }, make)
}

const IDS = [
  ...'A B C D E1 node_2 web db x o v 1 42 7b api.v1 a-b a--b c-1 über Größe 数据库 サーバ сервер שרת خادم 한글 é',
  'endpoint end1 bend defaults styled classy graphql subgraphs flow click1 hrefs call1 x1 ox vx aEnd e1 L_A_B_0',
  'a/b a.b a_b a:b a,b q? s! p% h#1 k* __x',
].flatMap((words) => words.split(' ').filter((word) => word !== ''))
const ODD_IDS = [
  'end',
  'default',
  'style',
  'class',
  'graph',
  'subgraph',
  'end-x',
  'x-y',
  'o-',
  'a@b',
  'a=b',
  '%%',
  'न्याय',
  '😀',
  'direction',
  'linkStyle',
  'interpolate',
  '_self',
  'classDef',
]
const WORDS =
  "Web app|data base|TLS 1.3|ok|Größe|数据 库|данные|reads & writes|50%|x = y|a - b|end|style|v1|http://x.y/z?q=1|line<br/>two|<b>bold</b> word|#35; #amp; #quot;x#quot;|#9829;|fa:fa-user|a;b|back\\slash|*it*|**bo ld**|_u_|1. first|- item|direction TB|it's|a,b|a:b|$x$|~|~~~|@|^|a\tb|  wide  ".split(
    '|',
  )
const BRACKETED = ['a (b)', 'a [b]', '{x}', 'a|b', 'say "x"', '(', ')', ']', 'a/b\\', '`']
const SHAPES = [
  ['[', ']'],
  ['(', ')'],
  ['([', '])'],
  ['[[', ']]'],
  ['[(', ')]'],
  ['((', '))'],
  ['(((', ')))'],
  ['{', '}'],
  ['{{', '}}'],
  ['>', ']'],
  ['[/', '/]'],
  ['[\\', '\\]'],
  ['[/', '\\]'],
  ['[\\', '/]'],
  ['(-', '-)'],
] as const
const LINKS =
  '--> --- -->|| ---- ----> ==> === ===> -.-> -.- -..-> -...- ~~~ ~~~~ <--> <==> <-.-> o--o x--x --o --x o--x <--x x--> <--- ==o ==x -.-o x-.-x o== <-. -- -> - = .-> -.x'.split(
    ' ',
  )
const OPEN_LINKS = [
  ['--', '-->'],
  ['--', '---'],
  ['==', '==>'],
  ['==', '==='],
  ['-.', '.->'],
  ['-.', '.-'],
  ['<--', '-->'],
  ['x--', '--x'],
  ['o--', '--o'],
  ['<==', '==>'],
  ['<-.', '.->'],
  ['--', '==>'],
  ['x--', '-->'],
  ['--', '<-->'],
] as const

class Writer {
  private readonly random: Random
  /** How often something unusual stands where something usual could, 0 to 1. */
  private readonly oddness: number

  constructor(random: Random, oddness: number) {
    this.random = random
    this.oddness = oddness
  }

  chart(): string {
    const head = this.pick(['flowchart', 'graph', 'flowchart', 'flowchart-elk'])
    const direction = this.pick([
      ' LR',
      ' TD',
      ' TB',
      ' RL',
      ' BT',
      ' <',
      ' >',
      ' ^',
      ' v',
      '',
      ' ',
      '  LR',
      ' BR',
    ])
    const end = this.pick(['\n', '\n', ';', ' \n', '\n\n', this.odd() ? ' ' : '\n'])
    return `${this.preamble()}${head}${direction}${end}${this.lines(6, 0)}`
  }

  private preamble(): string {
    return this.pick([
      '',
      '',
      '',
      '---\ntitle: A chart\n---\n',
      '---\ntitle: "x: y"\nconfig:\n  theme: dark\n---\n\n',
      '  \n\n',
      '%% first\n',
      "%%{init: {'theme': 'base'}}%%\n",
      '%%{init: {"flowchart": {"curve": "linear"}} }%%\n%% c\n',
    ])
  }

  private lines(most: number, depth: number): string {
    return some(this.random, most, () => this.line(depth)).join('')
  }

  private line(depth: number): string {
    const indent = this.pick(['', '  ', '    ', '\t', ' '])
    const end = this.pick(
      ['\n', '\n', '\n', ';', ';\n', ' \n', '\n\n', '  ;', ' %% after\n'].slice(0, this.odd() ? 9 : 7),
    )
    return `${indent}${this.statement(depth)}${end}`
  }

  private statement(depth: number): string {
    const choice = this.random()
    if (choice < 0.5) return this.chain()
    if (choice < 0.6) return this.node()
    if (choice < 0.72 && depth < 4) return this.subgraph(depth)
    return this.pick([
      () => `%% ${this.words()}`,
      () => `class ${this.ids()} ${this.pick(['red', 'big-one', 'ext_1'])}`,
      () =>
        `classDef ${this.pick(['red', 'default', 'a,b'])} fill:#f00,stroke:#333,stroke-width:2px${this.pick(['', ';'])}`,
      () => `style ${this.id()} fill:#fff,stroke:#f66,stroke-width:2px,color:#fff,stroke-dasharray: 5 5`,
      () =>
        `linkStyle ${this.pick(['0', 'default', '0,1', '2', '0 interpolate basis', 'default interpolate linear'])} stroke:#ff3,stroke-width:4px`,
      () =>
        `click ${this.id()} ${this.pick(['"http://x.y"', 'href "http://x.y" "tip" _blank', 'call go()', 'call go(1, "a") "tip"', 'go "tip"', 'go', '"u" "t" _self', 'href "u"'])}`,
      () => `direction ${this.pick(['LR', 'TB', 'TD', 'RL', 'BT', 'XX'])}`,
      () => `accTitle: ${this.words()}`,
      () => `accDescr: ${this.words()}`,
      () => `accDescr {\n ${this.words()}\n more }`,
      () => `${this.pick(['e1', 'e2', 'A'])}@{ animate: true }`,
    ])()
  }

  private subgraph(depth: number): string {
    const head = this.pick([
      () => this.id(),
      () => `${this.id()} [${this.label()}]`,
      () => `${this.id()}[${this.label()}]`,
      () => `"${this.words()}"`,
      () => this.words().replace(/[<>;#`"*_[\]()]/g, ''),
      () => `${this.id()}["${this.words()}"]`,
      () => `"\`${this.words()}\`"`,
      () => `${this.id()} `,
      () => (this.odd() ? '' : this.id()),
    ])()
    const end = this.pick(['\n', '\n', ';', this.odd() ? ' \n' : '\n'])
    const close = this.pick(['end', 'end', 'end', this.odd() ? 'End' : 'end', this.odd() ? '' : 'end'])
    return `subgraph ${head}${end}${this.lines(4, depth + 1)}${this.pick(['', '  '])}${close}`
  }

  private chain(): string {
    let text = this.group()
    for (const next of some(this.random, 2, () => this.link() + this.group())) text += next
    return text + this.pick(['', '', ' '])
  }

  private group(): string {
    return [this.node(), ...(this.random() < 0.2 ? some(this.random, 2, () => this.node()) : [])].join(
      this.pick([' & ', ' & ', '  &  ', this.odd() ? '&' : ' & ', this.odd() ? ' &' : ' & ']),
    )
  }

  private node(): string {
    const id = this.id()
    const choice = this.random()
    const name = this.random() < 0.1 ? `:::${this.pick(['red', 'big-one', '数'])}` : ''
    if (choice < 0.45) return id + name
    if (choice < 0.57) return `${id}@{${this.data()}}${name}`
    const [open, close] = this.pick(SHAPES)
    return `${id}${this.odd() ? this.pick([' ', '']) : ''}${open}${this.label()}${close}${name}`
  }

  private data(): string {
    const parts = [
      `shape: ${this.pick(['rect', 'cyl', 'hex', 'diam', 'rounded', this.odd() ? 'nosuch' : 'text', 'lin-doc', 'bang'])}`,
      `label: ${this.pick(['"Some text"', "'x y'", 'plain', '"a: b"', '"two\n lines"', '"(x) [y]"', '""', '12', '"<b>x</b> #35;"', 'true'])}`,
      `icon: "fa:user"`,
      `img: "https://x.y/z.png"`,
      'w: 60',
      'labelType: text',
    ].filter(() => this.random() < 0.4)
    return this.random() < 0.2
      ? `\n  ${parts.join('\n  ')}\n`
      : this.pick([' ', '']) + parts.join(', ') + this.pick([' ', ''])
  }

  private link(): string {
    const space = () => this.pick([' ', ' ', ' ', '', '  ', '\t', this.odd() ? '\n' : ' '])
    const id = this.random() < 0.1 ? `${this.pick(['e1', 'e2', 'x'])}@` : ''
    const choice = this.random()
    if (choice < 0.45) {
      const link = this.odd()
        ? this.pick(LINKS)
        : this.pick(LINKS.slice(0, 24).filter((one) => one !== '-->||'))
      return space() + id + link + space()
    }
    if (choice < 0.75) {
      return `${space()}${id}${this.pick(['-->', '---', '==>', '-.->', '<-->'])}|${this.label()}|${space()}`
    }
    const [open, close] = this.odd() ? this.pick(OPEN_LINKS) : this.pick(OPEN_LINKS.slice(0, 10))
    const text = this.random() < 0.7 ? this.words().replace(/[.=]/g, '') : `"${this.words()}"`
    return `${space()}${id}${open}${this.pick([' ', ' ', ''])}${text}${this.pick([' ', ' ', ''])}${close}${space()}`
  }

  private label(): string {
    const choice = this.random()
    if (choice < 0.4) return this.words()
    if (choice < 0.85)
      return `"${this.pick([this.words(), this.odd() ? this.pick(BRACKETED) : 'a (b) [c]', `${this.words()}\n   ${this.words()}`])}"`
    return `"\`${this.words()}\`"`
  }

  private words(): string {
    return this.odd() ? this.pick(WORDS) + this.pick(WORDS) : this.pick(WORDS.slice(0, 12))
  }

  private id(): string {
    return this.odd() ? this.pick(this.random() < 0.3 ? ODD_IDS : IDS) : this.pick(IDS.slice(0, 8))
  }

  private ids(): string {
    return [this.id(), ...some(this.random, 2, () => this.id())].join(',')
  }

  private odd(): boolean {
    return this.random() < this.oddness
  }

  private pick<Item>(items: readonly Item[]): Item {
    return pick(this.random, items)
  }
}

/** A chart of all statements; the odder, the more of it Mermaid refuses. */
export function randomFlowchart(random: Random, oddness: number): string {
  return new Writer(random, oddness).chart()
}

const PIECES =
  ' |\n|;|&|:::|@{|}|"|`|[|]|(|)|{|}|-->|---|--|==>|-.|.->|~~~|end|subgraph|direction LR|%%|%%{|}%%|A|x|o|v|<|>|#35;|#|@|,|:|*|style|class|click |default|<b a="c">|\\|/|\r\n|\t|\u00a0|é|ﬂ|e1@'
    .split('|')
    .concat('|')

/** The same text with a few pieces of it gone, said twice, moved or put in from nowhere. */
export function mutate(random: Random, text: string): string {
  let tokens: string[] = text.match(/\s+|\w+|[^\s\w]+?/gu) ?? []
  for (const _ of Array.from({ length: 1 + Math.floor(random() * 3) })) {
    const at = Math.floor(random() * tokens.length)
    const to = at + 1 + Math.floor(random() * 3)
    tokens = pick(random, [
      () => [...tokens.slice(0, at), ...tokens.slice(to)],
      () => [...tokens.slice(0, to), ...tokens.slice(at, to), ...tokens.slice(to)],
      () => [...tokens.slice(0, at), pick(random, PIECES), ...tokens.slice(at)],
      () => [...tokens.slice(0, at), pick(random, PIECES), ...tokens.slice(to)],
      () => [...tokens.slice(0, at), ...tokens.slice(to), ...tokens.slice(at, to)],
    ])()
  }
  return tokens.join('')
}
