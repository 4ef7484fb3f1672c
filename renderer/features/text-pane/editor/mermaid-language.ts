/** Mermaid flowcharts for the editor: what their words look like. Reading them is `shared/formats/mermaid`'s work. */
import { indentService, StreamLanguage, type StreamParser, type StringStream } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { boundaryTag, quietTag, remarkTag, signTag, wordTag } from './dfd-language.ts'

const KEYWORD = /^(?:flowchart(?:-elk)?|graph|direction)(?=\s|$)/
const STYLING = /^(?:classDef|class|style|linkStyle|click|accTitle|accDescr)(?=[\s:]|$)/
const ZONE = /^(?:subgraph|end)(?=[\s;]|$)/
const ARROW = /^(?:<|[xo](?=[-=]{2}))?(?:-{2,}|={2,}|-\.+-?|~{3,})[>xo]?/
const NAME = /^[\p{L}\p{N}_]+/u

interface State {
  /** Between the `---` of the frontmatter, which stands first. */
  place: 'start' | 'front' | 'body'
  /** What the rest of the line is: a subgraph's title, or styling to be left alone. */
  rest: 'zone' | 'styling' | null
  isInString: boolean
}

function token(stream: StringStream, state: State): string | null {
  if (stream.sol() && !state.isInString) {
    state.rest = null
    const mark = atStart(stream, state)
    if (mark !== undefined) return mark
  }
  if (state.isInString) return inString(stream, state)
  if (stream.eatSpace()) return null
  if (state.rest === 'styling') {
    stream.skipToEnd()
    return 'quiet'
  }
  if (stream.match('%%')) {
    stream.skipToEnd()
    return 'remark'
  }
  if (stream.match(ARROW)) return 'sign'
  if (stream.match(':::')) {
    stream.match(NAME)
    return 'quiet'
  }
  if (stream.eat('"')) {
    state.isInString = true
    return inString(stream, state)
  }
  if (stream.match(/^[[\](){}|&;,@]+/)) return 'quiet'
  if (stream.match(NAME)) return state.rest === 'zone' ? 'boundary' : null
  stream.next()
  return null
}

/** The word that a line begins with; undefined where it is no keyword. */
function atStart(stream: StringStream, state: State): string | null | undefined {
  if (state.place !== 'body' && stream.match(/^---\s*$/)) {
    state.place = state.place === 'start' ? 'front' : 'body'
    return 'quiet'
  }
  if (state.place === 'front') {
    stream.skipToEnd()
    return 'quiet'
  }
  stream.eatSpace()
  if (stream.eol()) return null
  if (stream.match('%%')) {
    stream.skipToEnd()
    return 'remark'
  }
  state.place = 'body'
  if (stream.match(KEYWORD)) return 'word'
  if (stream.match(STYLING)) {
    state.rest = 'styling'
    return 'quiet'
  }
  if (stream.match(ZONE)) {
    state.rest = 'zone'
    return 'boundary'
  }
  return stream.pos > stream.start ? null : undefined
}

/** Quoted text may go on in the next line. */
function inString(stream: StringStream, state: State): string | null {
  if (stream.match(/^[^"]*"/)) state.isInString = false
  else stream.skipToEnd()
  return state.rest === 'zone' ? 'boundary' : null
}

const parser: StreamParser<State> = {
  name: 'mermaid',
  startState: () => ({ place: 'start', rest: null, isInString: false }),
  token,
  languageData: { commentTokens: { line: '%%' } },
  tokenTable: { boundary: boundaryTag, quiet: quietTag, word: wordTag, sign: signTag, remark: remarkTag },
}

/** What stands in a subgraph is indented below it; any other line starts where the one before does. */
const indentation = indentService.of((context, pos) => {
  const { text } = context.lineAt(pos, -1)
  const own = /^\s*/.exec(text)?.[0].length ?? 0
  return /^\s*(?:subgraph|flowchart|graph)\b/.test(text) ? own + context.unit : own
})

export const mermaid: Extension = [StreamLanguage.define(parser), indentation]
