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
export type FilterName = keyof typeof INPUT_FILTERS;
export const FILTER_NAMES = Object.keys(INPUT_FILTERS) as readonly FilterName[];
