/** What the programs between a log and a clipboard do to a text, undone. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
const WIDE_BLANKS = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const DOUBLE_QUOTES = /[“”„‟″＂]/g;
const SINGLE_QUOTES = /[‘’‚‛′]/g;
/** A dash that a writing program made of the hyphens of an option. */
const OPTION_DASH = /(^|\s)[–—](?=[A-Za-z])/g;
const FENCE = /^[ \t]{0,8}(?:```|~~~)[^\n]{0,40}\n?/gm;
/** Links of chats and of Markdown around an address. */
const CHAT_LINK = /<(https?:\/\/[^\s<>|]{1,8192})(?:\|[^<>\n]{0,8192})?>/g;
const MARKDOWN_LINK = /\]\((https?:\/\/[^\s()]{1,8192})\)/g;

const restoreOption = (_: string, before: string, at: number, whole: string): string => {
  const name = /^[A-Za-z-]{1,40}/.exec(whole.slice(at + before.length + 1))?.[0] ?? '';
  return before + (name.length > 1 ? '--' : '-');
};

/** Every line of a mail that was answered begins with `>`, once for each reply. */
function withoutMarks(text: string): string {
  const lines = text.split('\n');
  const isQuoted = lines.every((line) => line === '' || line.startsWith('>'));
  return isQuoted ? lines.map((line) => line.replace(/^(?:>[ \t]?){1,8}/, '')).join('\n') : text;
}

/** A cell of a table, or a field of CSV: quotes around it, and each quote in it twice. */
function withoutCell(text: string): string {
  const inner = /^\s*"((?:[^"]|"")*)"\s*$/.exec(text)?.[1];
  if (inner?.includes('""')) return inner.replaceAll('""', '"');
  return /\{""[^"]|[^"]""\}|(?:^|[\s,])"\{/.test(text) ? text.replaceAll('""', '"') : text;
}

/** Without decoration, with plain quotes, hyphens and blanks: what a reader may try when the text as it is holds no whole call. */
export function tidyText(text: string): string {
  const plain = text
    .replaceAll('\r\n', '\n')
    .replace(INVISIBLE, '')
    .replace(WIDE_BLANKS, ' ')
    .replace(DOUBLE_QUOTES, '"')
    .replace(SINGLE_QUOTES, "'")
    .replace(OPTION_DASH, restoreOption)
    .replace(FENCE, '')
    .replace(CHAT_LINK, '$1')
    .replace(MARKDOWN_LINK, ' $1 ')
    .trim();
  const bare = /^`([^`]+)`$/.exec(plain)?.[1] ?? plain;
  return withoutCell(withoutMarks(bare));
}

/** Line ends that a terminal or a mail put into a long line, and that no sign of a shell explains. */
const HARD = /(?<![\\^`])\n/g;
const SOFT = /(?<![\\^`])[ \t]{0,8}\n[ \t]{0,8}/g;
/** Where a query goes on in the next line: a line of its own, or one with another parameter, and no header. */
const IN_QUERY =
  /([?&=][\w.%+~-]{0,512})[ \t]{0,8}\n[ \t]{0,8}(?![A-Za-z-]{1,40}:\s)(?=[\w.%+~-]{1,8192}(?:["'>&=]|[ \t]{0,8}(?:\n|$))|[&=])/g;
/** Where the next line begins with the query or with another parameter, as clients of editors write it. */
const QUERY_BELOW = /[ \t]{0,8}\n[ \t]{0,40}(?=[?&]\w{1,60}=)/g;
const MOST_LINES = 40;

/** The text with each address on one line. */
function withWholeAddresses(text: string): string {
  let joined = text.replace(QUERY_BELOW, '');
  for (let line = 0; line < MOST_LINES; line++) {
    const next = joined.replace(IN_QUERY, '$1');
    if (next === joined) break;
    joined = next;
  }
  return joined;
}

/** Mail in quoted-printable, where `=` is `=3D` and a line that goes on ends in `=`. */
const withoutQuotedPrintable = (text: string): string =>
  /[?&]\w{1,40}=3D/.test(text)
    ? text.replace(/=[ \t]{0,8}\r?\n/g, '').replace(/(?:=[0-9A-F]{2})+/g, (coded) => {
        const bytes = coded
          .split('=')
          .slice(1)
          .map((code) => Number.parseInt(code, 16));
        return new TextDecoder().decode(Uint8Array.from(bytes));
      })
    : text;

/** Readings of a text, the likeliest first, each once; the text itself is not among them. */
export function tidied(text: string): string[] {
  const tidy = tidyText(withoutQuotedPrintable(text));
  const [address, command] = [withWholeAddresses(tidy), tidy.replace(HARD, '')];
  const isCommand = /^[^\n]{0,200}\bcurl(?:\.exe)?\s/.test(tidy);
  const joined = isCommand ? [command, address] : [address, command];
  const readings = [tidy, ...joined, tidy.replace(SOFT, ''), tidy.replace(SOFT, ' ')];
  return [...new Set(readings)].filter((reading) => reading !== text);
}
