/** The words of a command line, by the rules of the shell that it was copied for. */
const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  ...{ n: '\n', r: '\r', t: '\t', a: '\u0007', b: '\b', e: '\u001b', E: '\u001b', f: '\f', v: '\v' },
};

/** Reads one text from `at`, behind its opening quote. */
type Quoted = { text: string; end: number };

/** `'…'`: nothing is an escape. PowerShell doubles the quote. */
function singleQuoted(line: string, at: number, isDoubled: boolean): Quoted {
  let text = '';
  for (let from = at; ; ) {
    const quote = line.indexOf("'", from);
    if (quote < 0) return { text: text + line.slice(from), end: line.length };
    text += line.slice(from, quote);
    if (!isDoubled || line[quote + 1] !== "'") return { text, end: quote + 1 };
    text += "'";
    from = quote + 2;
  }
}

/** `"…"`, where `escape` precedes what is meant literally. */
function doubleQuoted(line: string, at: number, read: (line: string, at: number) => Quoted | null): Quoted {
  let text = '';
  let from = at;
  while (from < line.length && line[from] !== '"') {
    const escaped = read(line, from);
    text += escaped?.text ?? line[from];
    from = escaped?.end ?? from + 1;
  }
  return { text, end: from + 1 };
}

const posixEscape = (line: string, at: number): Quoted | null => {
  if (line[at] !== '\\') return null;
  const next = line[at + 1] ?? '';
  if (next === '\n') return { text: '', end: at + 2 };
  return /["\\$`]/.test(next) ? { text: next, end: at + 2 } : null;
};

/** `$'…'` of bash: the escapes of C. */
function ansiQuoted(line: string, at: number): Quoted {
  let text = '';
  let from = at;
  while (from < line.length && line[from] !== "'") {
    if (line[from] !== '\\') {
      text += line[from++];
      continue;
    }
    const coded = /^(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3}))/.exec(
      line.slice(from + 1, from + 10),
    );
    const [found = '', byte, unit, point, octal] = coded ?? [];
    if (coded) {
      const code =
        octal === undefined ? Number.parseInt(byte ?? unit ?? point ?? '0', 16) : Number.parseInt(octal, 8);
      text += code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
      from += 1 + found.length;
    } else {
      const next = line[from + 1] ?? '';
      text += SIMPLE_ESCAPES[next] ?? next;
      from += 2;
    }
  }
  return { text, end: from + 1 };
}

const BACKTICKS: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '0': '\0',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** `` `" ``, `""` and `$([char]0x4e2d)` of PowerShell. */
export const powershellEscape = (line: string, at: number): Quoted | null => {
  const next = line[at + 1] ?? '';
  if (line[at] === '`') return { text: BACKTICKS[next] ?? (next === '\n' ? '' : next), end: at + 2 };
  if (line[at] !== '$') return null;
  const [found, code = ''] =
    /^\$\(\[char\]\s{0,4}(0x[0-9a-fA-F]{1,4}|\d{1,5})\)/.exec(line.slice(at, at + 24)) ?? [];
  return found === undefined ? null : { text: String.fromCharCode(Number(code)), end: at + found.length };
};

const windowsEscape = (line: string, at: number): Quoted | null => {
  if (line[at] !== '\\') return null;
  const next = line[at + 1] ?? '';
  return next === '"' || next === '\\' ? { text: next, end: at + 2 } : null;
};

export type Shell = 'posix' | 'cmd' | 'powershell';

/** Which shell a command was written for. */
export function recogniseShell(command: string): Shell {
  if (/\^"|\^[ \t]*\r?\n/.test(command)) return 'cmd';
  return /`[ \t]*\r?\n/.test(command) ? 'powershell' : 'posix';
}

/** cmd reads its own escapes first: `^"` is a quote, `^` at a line's end goes on, and twice a line end means one. */
const withoutCarets = (command: string): string =>
  command.replace(/\^(\r?\n\r?\n|\r?\n|.)/g, (_, next: string) => {
    if (!next.includes('\n')) return next;
    return next.indexOf('\n') === next.lastIndexOf('\n') ? ' ' : '\n';
  });

/** The words of a command; a line end that is not in quotes and not continued ends it. */
export function shellWords(command: string, shell: Shell): string[] {
  const line = (shell === 'cmd' ? withoutCarets(command) : command).replaceAll('\r\n', '\n');
  const words: string[] = [];
  let word: string | null = null;
  for (let at = 0; at < line.length; ) {
    const unit = line[at] ?? '';
    const isContinued =
      unit === (shell === 'powershell' ? '`' : '\\') && line[at + 1] === '\n' && shell !== 'cmd';
    if (isContinued) at += 2;
    else if (/[\n \t;|]/.test(unit)) {
      if (word !== null) words.push(word);
      word = null;
      at++;
      if (unit !== ' ' && unit !== '\t') break;
    } else {
      const quoted = quotedAt(line, at, shell);
      word = (word ?? '') + (quoted?.text ?? unit);
      at = quoted?.end ?? at + 1;
    }
  }
  if (word !== null) words.push(word);
  return words;
}

function quotedAt(line: string, at: number, shell: Shell): Quoted | null {
  const unit = line[at];
  if (shell === 'cmd') return unit === '"' ? doubledInside(line, at + 1) : null;
  if (unit === "'") return singleQuoted(line, at + 1, shell === 'powershell');
  if (shell === 'powershell') {
    if (unit !== '"') return powershellEscape(line, at);
    return doubleQuoted(
      line,
      at + 1,
      (text, from) => powershellEscape(text, from) ?? doubledQuote(text, from),
    );
  }
  if (unit === '$' && line[at + 1] === "'") return ansiQuoted(line, at + 2);
  if (unit === '"') return doubleQuoted(line, at + 1, posixEscape);
  return unit === '\\' ? { text: line[at + 1] ?? '', end: at + 2 } : null;
}

/** Programs of Windows read `\"` and `""` in quotes as a quote. */
const doubledInside = (line: string, at: number): Quoted =>
  doubleQuoted(line, at, (text, from) => windowsEscape(text, from) ?? doubledQuote(text, from));

const doubledQuote = (line: string, at: number): Quoted | null =>
  line[at] === '"' && line[at + 1] === '"' ? { text: '"', end: at + 2 } : null;

/** A text in PowerShell from its quote on; null where none begins there. */
export const powershellText = (line: string, at: number): { text: string; end: number } | null =>
  line[at] === '"' || line[at] === "'" ? quotedAt(line, at, 'powershell') : null;
