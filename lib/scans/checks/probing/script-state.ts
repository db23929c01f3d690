import jsTokens, { type Token } from 'js-tokens';

/** Where in a JavaScript text a character is. */
export type ScriptState =
  | 'code'
  | 'single'
  | 'double'
  | 'template'
  | 'line-comment'
  | 'block-comment'
  | 'regex';

/** A token with where it begins; HTML-like comments (ECMAScript annex B.1.1) are `SingleLineComment`. */
export type PlacedToken = Token & { at: number };

/** The state of each character; `isReliable` is false when a string, comment or expression never ends: the reading may be out of step. */
type ScriptScan = {
  tokens: readonly PlacedToken[];
  stateAt(index: number): ScriptState;
  isReliable: boolean;
};

const STATES: readonly ScriptState[] = [
  'code',
  'single',
  'double',
  'template',
  'line-comment',
  'block-comment',
  'regex',
];
const LINE_END = /[\n\r\u2028\u2029]/g;

function stateOf({ type, value }: Token): ScriptState {
  switch (type) {
    case 'StringLiteral':
      return value.startsWith("'") ? 'single' : 'double';
    case 'NoSubstitutionTemplate':
    case 'TemplateHead':
    case 'TemplateMiddle':
    case 'TemplateTail':
      return 'template';
    case 'RegularExpressionLiteral':
      return 'regex';
    case 'MultiLineComment':
      return 'block-comment';
    case 'SingleLineComment':
    case 'HashbangComment':
      return 'line-comment';
    default:
      return 'code';
  }
}

/** Reads a script once and tells its tokens and the state of every character; linear in its length. */
export function scanScript(code: string): ScriptScan {
  const states = new Uint8Array(code.length);
  const tokens: PlacedToken[] = [];
  let isReliable = true;
  let openTemplates = 0;
  // Nothing but blanks since the last line break: there `-->` begins a comment.
  let isLineBlank = true;
  for (let start = 0; start < code.length; ) {
    let at = start;
    for (const token of jsTokens(code.slice(start))) {
      if (isHtmlComment(code, at, token, isLineBlank)) break;
      tokens.push(Object.assign(token, { at }));
      const state = STATES.indexOf(stateOf(token));
      if (state !== 0) states.fill(state, at, at + token.value.length);
      // The brace that ends an expression of a template belongs to the expression.
      if (token.type === 'TemplateMiddle' || token.type === 'TemplateTail') states[at] = 0;
      if (token.type === 'TemplateHead') openTemplates += 1;
      if (token.type === 'TemplateTail') openTemplates -= 1;
      if ('closed' in token && !token.closed) isReliable = false;
      if (endsLine(token)) isLineBlank = true;
      else if (token.type !== 'WhiteSpace' && token.type !== 'MultiLineComment') isLineBlank = false;
      at += token.value.length;
    }
    start = at;
    if (at >= code.length) break;
    // The tokenizer does not know these comments: it starts again behind one.
    if (openTemplates > 0) isReliable = false;
    openTemplates = 0;
    LINE_END.lastIndex = at;
    const end = LINE_END.exec(code)?.index ?? code.length;
    tokens.push({ type: 'SingleLineComment', value: code.slice(at, end), at });
    states.fill(STATES.indexOf('line-comment'), at, end);
    start = end;
  }
  if (openTemplates > 0) isReliable = false;
  return { tokens, stateAt: (index) => STATES[states[index] ?? 0] ?? 'code', isReliable };
}

/** A comment over more than one line ends a line too. */
const endsLine = ({ type, value }: Token): boolean =>
  type === 'LineTerminatorSequence' || (type === 'MultiLineComment' && value.search(LINE_END) !== -1);

const isHtmlComment = (code: string, at: number, { type }: Token, isLineBlank: boolean): boolean =>
  type === 'Punctuator' && (code.startsWith('<!--', at) || (isLineBlank && code.startsWith('-->', at)));

/** Places where `word` is as a token of its own in code: neither in a string nor a comment nor a part of a longer name. */
export function codeTokens(code: string, word: string): number[] {
  const needle = word.toLowerCase();
  if (!code.toLowerCase().includes(needle)) return [];
  return scanScript(code).tokens.flatMap(({ type, value, at }) =>
    type === 'IdentifierName' && value.toLowerCase() === needle ? [at] : [],
  );
}
