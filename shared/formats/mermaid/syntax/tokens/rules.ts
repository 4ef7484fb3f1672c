/**
 * The token rules of each mode, in the order in which they are tried: the first that fits wins, not the longest.
 * They follow the flowchart grammar that Mermaid publishes (MIT, see NOTICE), with what its generated lexer
 * really does: `a.b` is no text of a dotted link, `=` none of a thick one, and `[|` opens nothing.
 */
import type { Mode, TokenKind } from './token.ts'

export interface Rule {
  /** Null for what is read and leaves no token. */
  readonly kind: TokenKind | null
  readonly pattern: RegExp
  /** The ASCII characters with which it can begin; any where absent. Saves trying most patterns. */
  readonly starts?: string
  readonly pop?: boolean
  readonly push?: Mode
  /** Space before it belongs to it. */
  readonly afterSpace?: boolean
  /** The token's text instead of what stands there. */
  readonly text?: string
}

/** The patterns are sticky: each is tried at one place. */
function rule(
  kind: TokenKind | null,
  starts: string | null,
  pattern: RegExp,
  more: Partial<Rule> = {},
): Rule {
  const sticky = new RegExp(pattern.source, 'y')
  return starts === null ? { kind, pattern: sticky, ...more } : { kind, pattern: sticky, starts, ...more }
}

function mark(kind: TokenKind, text: string, more: Partial<Rule> = {}): Rule {
  return rule(kind, text.charAt(0), new RegExp(text.replace(/[^\w\s<>-]/g, '\\$&')), more)
}

/** A keyword ends where no ASCII letter, digit or underscore follows. */
function keyword(kind: TokenKind, word: string, more: Partial<Rule> = {}): Rule {
  return rule(kind, word.charAt(0), new RegExp(`${word}\\b`), more)
}

const QUOTES = [rule(null, '"', /"`/, { push: 'markdown' }), rule(null, '"', /"/, { push: 'string' })]
const INVISIBLE = rule('link', '~', /~~~+\s*/, { afterSpace: true })
const OPENINGS = [
  mark('(-', '(-', { push: 'ellipse' }),
  mark('([', '([', { push: 'text' }),
  mark('[[', '[[', { push: 'text' }),
  mark('[(', '[(', { push: 'text' }),
  mark('(((', '(((', { push: 'text' }),
  mark('[/', '[/', { push: 'slanted' }),
  mark('[\\', '[\\', { push: 'slanted' }),
  mark('|', '|', { push: 'text' }),
  mark('(', '(', { push: 'text' }),
  mark('[', '[', { push: 'text' }),
  mark('{', '{', { push: 'text' }),
]

const LINE = rule('link', 'xo<-', /[xo<]?--+[-xo>]\s*/, { pop: true, afterSpace: true })
const THICK = rule('link', 'xo<=', /[xo<]?==+[=xo>]\s*/, { pop: true, afterSpace: true })
const DOTTED = rule('link', 'xo<-.', /[xo<]?-?\.+-[xo>]?\s*/, { pop: true, afterSpace: true })

/** Outside of brackets; between these and the next the lexer looks for directions and ids of links. */
export const BEFORE_DIRECTION = [
  rule('acc-title', 'a', /accTitle\s*:\s*/, { push: 'acc-title' }),
  rule('acc-descr', 'a', /accDescr\s*:\s*/, { push: 'acc-descr' }),
  rule(null, 'a', /accDescr\s*\{\s*/, { push: 'acc-block' }),
  mark('data', '@{', { push: 'data', text: '' }),
  rule(null, 'c', /call\s+/, { push: 'callback-name' }),
  ...QUOTES,
  keyword('style', 'style'),
  keyword('default', 'default'),
  keyword('linkStyle', 'linkStyle'),
  keyword('interpolate', 'interpolate'),
  keyword('classDef', 'classDef'),
  keyword('class', 'class'),
  rule('href', 'h', /href\s/),
  rule(null, 'c', /click\s+/, { push: 'click' }),
  keyword('graph', 'flowchart-elk'),
  keyword('graph', 'swimlane-beta'),
  keyword('graph', 'graph'),
  keyword('graph', 'flowchart'),
  keyword('subgraph', 'subgraph'),
  rule('end', 'e', /end\b\s*/),
  keyword('link-target', '_self'),
  keyword('link-target', '_blank'),
  keyword('link-target', '_parent'),
  keyword('link-target', '_top'),
]

export const AFTER_LINK_ID = [
  rule('number', '0123456789', /[0-9]+/),
  mark('hash', '#'),
  mark(':::', ':::'),
  mark('colon', ':'),
  mark('ampersand', '&'),
  mark('semicolon', ';'),
  mark('comma', ','),
  mark('star', '*'),
  LINE,
  rule('link-start', 'xo<-', /[xo<]?--\s*/, { push: 'edge', afterSpace: true }),
  THICK,
  rule('link-start', 'xo<=', /[xo<]?==\s*/, { push: 'thick-edge', afterSpace: true }),
  DOTTED,
  rule('link-start', 'xo<-', /[xo<]?-\.\s*/, { push: 'dotted-edge', afterSpace: true }),
  INVISIBLE,
  mark('[|', '[|'),
  mark('>', '>', { push: 'text' }),
  mark('less', '<'),
  mark('up', '^'),
  mark('separator-bar', '\\|'),
  keyword('down', 'v'),
  rule('word', null, /(?:[A-Za-z0-9!"#$%&'*+.`?\\_/]|-(?=[^>.-]))+/),
  mark('minus', '-'),
  ...OPENINGS,
  rule('newline', '\n\r', /(?:\r?\n)+/),
  rule('space', null, /[^\S\n\r]+/),
]

export const RULES: Readonly<Record<Exclude<Mode, 'statement'>, readonly Rule[]>> = {
  direction: [
    ...QUOTES,
    rule('direction', 'LRTB', /(?:LR|RL|TB|BT|TD|BR)\b/, { pop: true, afterSpace: true }),
    rule('direction', '<>^', /[<>^]/, { pop: true, afterSpace: true }),
    rule('direction', 'v', /v\b/, { pop: true, afterSpace: true }),
    INVISIBLE,
    ...OPENINGS,
  ],
  text: [
    ...QUOTES,
    INVISIBLE,
    mark('])', '])', { pop: true }),
    mark(']]', ']]', { pop: true }),
    mark(')]', ')]', { pop: true }),
    mark(')))', ')))', { pop: true }),
    mark('|', '|', { pop: true }),
    mark(')', ')', { pop: true }),
    mark(']', ']', { pop: true }),
    mark('}', '}', { pop: true }),
    ...OPENINGS,
    rule('text', null, /[^[\](){}|"]+/),
  ],
  ellipse: [
    ...QUOTES,
    INVISIBLE,
    rule('-)', '-/)', /[-/)]\)/, { pop: true }),
    rule('text', null, /[^()[\]{}"~\s/-]+|[^()[\]{}]/),
    ...OPENINGS,
  ],
  slanted: [
    ...QUOTES,
    INVISIBLE,
    rule('\\]', '\\(?=])', /[\\(?=\])]\]/, { pop: true }),
    mark('/]', '/]', { pop: true }),
    rule('text', null, /\/(?!\])|\\(?!\])|[^\\[\](){}/]+/),
    ...OPENINGS,
  ],
  edge: [...QUOTES, LINE, rule('edge-text', null, /[^-"\sxo<]+|[^-]|-(?!-)/)],
  'thick-edge': [...QUOTES, THICK, rule('edge-text', null, /[^="\sxo<]+|[^=]/)],
  'dotted-edge': [...QUOTES, DOTTED, rule('edge-text', null, /[^-."\sxo<]+|[^.]/)],
  click: [...QUOTES, rule(null, null, /\s/, { pop: true }), rule('click', null, /\S*/)],
  'callback-name': [
    rule(null, '(', /\(\s*\)/, { pop: true }),
    rule(null, '(', /\(/, { pop: true, push: 'callback-args' }),
    rule('callback-name', null, /[^(]*/),
  ],
  'callback-args': [rule(null, ')', /\)/, { pop: true }), rule('callback-args', null, /[^)]*/)],
  string: [
    rule(null, '"', /"`/, { push: 'markdown' }),
    rule('string', null, /[^"]+/),
    rule(null, '"', /"/, { pop: true }),
  ],
  markdown: [rule('markdown', null, /[^`"]+/), rule(null, '`', /`"/, { pop: true }), ...QUOTES],
  data: [
    rule('data', '"', /"/, { push: 'data-string' }),
    rule('data', null, /[^}^"]+/),
    rule(null, '}', /\}/, { pop: true }),
  ],
  'data-string': [rule('data', '"', /"/, { pop: true }), rule('data', null, /[^"]+/)],
  'acc-title': [rule('acc-title-value', null, /[^\n]*/, { pop: true })],
  'acc-descr': [rule('acc-descr-value', null, /[^\n]*/, { pop: true })],
  'acc-block': [rule(null, '}', /\}/, { pop: true }), rule('acc-descr-block', null, /[^}]*/)],
}
