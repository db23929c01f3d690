import { fromBase64, toText } from '../../encoding';
import { percentDecoded } from './percent-encoders';

/** What frameworks do to values that come in, before a seller's own code sees them. */
const escaped = (text: string, characters: RegExp, entities: Readonly<Record<string, string>>) =>
  text.replace(characters, (found) => entities[found] ?? found);

const HTML = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const FULL_WIDTH = {
  '<': '＜',
  '>': '＞',
  '"': '“',
  "'": '‘',
  '&': '＆',
  '\\': '＼',
  '#': '＃',
  '(': '（',
  ')': '）',
};

export const INPUT_FILTERS = {
  /** Filters against script: `<` and `>` only. */
  tags: (text: string) => escaped(text, /[<>]/g, HTML),
  /** The same with `&`: everything that writes text into HTML. */
  htmlText: (text: string) => escaped(text, /[&<>]/g, HTML),
  /** PHP's htmlspecialchars before 8.1, and with ENT_COMPAT. */
  html: (text: string) => escaped(text, /[&<>"]/g, HTML),
  /** PHP's htmlspecialchars since 8.1, and with ENT_QUOTES. */
  html039: (text: string) => escaped(text, /[&<>"']/g, { ...HTML, "'": '&#039;' }),
  /** Spring's HtmlUtils, Go's html.EscapeString, Jinja. */
  html39: (text: string) => escaped(text, /[&<>"']/g, { ...HTML, "'": '&#39;' }),
  /** Python's html.escape, Django. */
  htmlX27: (text: string) => escaped(text, /[&<>"']/g, { ...HTML, "'": '&#x27;' }),
  /** The request wrapper against script that Java projects copy: brackets and apostrophes, but no `&`. */
  brackets: (text: string) =>
    escaped(text, /[<>()']/g, { ...HTML, "'": '&#39;', '(': '&#40;', ')': '&#41;' }),
  /** Another one: letters of full width in place of what has a meaning in HTML. */
  fullWidth: (text: string) => escaped(text, /[<>"'&\\#]/g, FULL_WIDTH),
  /** The same with round brackets. */
  fullWidthBrackets: (text: string) => escaped(text, /[<>"'&\\#()]/g, FULL_WIDTH),
  tagsStripped: (text: string) => text.replace(/<[^<>]*>/g, ''),
  htmlUnescaped: (text: string) =>
    text.replace(/&(?:(amp)|(lt)|(gt)|quot|#0?39);/g, (found, amp?: string, lt?: string, gt?: string) => {
      if (amp) return '&';
      if (lt) return '<';
      if (gt) return '>';
      return found === '&quot;' ? '"' : "'";
    }),
  /** PHP's addslashes, and magic quotes. */
  slashes: (text: string) => text.replace(/[\\"']/g, '\\$&'),
} as const satisfies Record<string, (text: string) => string>;
/** Filters that are seen in single values only: the text of a whole body they leave alone, or make another mistake of. */
export const VALUE_FILTERS = {
  ...INPUT_FILTERS,
  trim: (text: string) => text.trim(),
  blanksJoined: (text: string) => text.trim().replace(/\s+/g, ' '),
  blanksRemoved: (text: string) => text.replace(/\s+/g, ''),
  linesRemoved: (text: string) => text.replace(/[\r\n]+/g, ''),
  /** Older charsets of databases have no place for them. */
  emojiRemoved: (text: string) => text.replace(/[\u{10000}-\u{10ffff}]/gu, ''),
  emojiQuestion: (text: string) => text.replace(/[\u{10000}-\u{10ffff}]/gu, '?'),
  emojiQuestions: (text: string) => text.replace(/[\u{10000}-\u{10ffff}]/gu, '????'),
  emojiReplaced: (text: string) => text.replace(/[\u{10000}-\u{10ffff}]/gu, '\ufffd'),
  plusLost: (text: string) => text.replaceAll('+', ' '),
  percentDecoded: (text: string) => (text.includes('%') ? percentDecoded(text) : text),
  /** Half a surrogate pair, which is no character. */
  halvesReplaced: (text: string) => text.replace(/[\ud800-\udfff]/gu, '\ufffd'),
  composed: (text: string) => text.normalize('NFC'),
  decomposed: (text: string) => text.normalize('NFD'),
  compatible: (text: string) => text.normalize('NFKC'),
  /** As in `saasExtendParams`. */
  base64Decoded: (text: string) => {
    const bytes = /^(?:W[3wy]|ey)[A-Za-z0-9+/]+=*$/.test(text) ? fromBase64(text) : null;
    return (bytes && toText(bytes)) ?? text;
  },
  lowerCase: (text: string) => text.toLowerCase(),
  upperCase: (text: string) => text.toUpperCase(),
} as const satisfies Record<string, (text: string) => string>;
export const VALUE_FILTER_NAMES = Object.keys(VALUE_FILTERS) as readonly (keyof typeof VALUE_FILTERS)[];

export const FILTER_NAMES = Object.keys(INPUT_FILTERS) as readonly (keyof typeof INPUT_FILTERS)[];

const QUOTES = [undefined, '&quot;', '&#34;'];
const APOSTROPHES = [undefined, '&#39;', '&#039;', '&#x27;', '&apos;'];
const SLASHES = [undefined, '&#x2F;'];
const ESCAPABLE = /[&<>"'/]/g;

/** Every way in which libraries write text into HTML: they agree about `<` and `>` and about little else. */
export const HTML_ESCAPERS: readonly ((text: string) => string)[] = ['&amp;', undefined].flatMap(
  (ampersand) =>
    QUOTES.flatMap((quote) =>
      APOSTROPHES.flatMap((apostrophe) =>
        SLASHES.map((slash) => {
          const entities = {
            '<': '&lt;',
            '>': '&gt;',
            '&': ampersand,
            '"': quote,
            "'": apostrophe,
            '/': slash,
          };
          return (text: string) =>
            text.replace(ESCAPABLE, (found) => entities[found as keyof typeof entities] ?? found);
        }),
      ),
    ),
);
