/** Stand-ins of manuals and templates: what is put where a secret belongs, by its marks and not by its language. */
const PLACEHOLDER =
  /example|sample|dummy|placeholder|change[-_]?(?:me|it|this)|replace[-_]?(?:me|this)|your[-_]|my[-_]?(?:pass|secret|key|token)|x{4}|\.{3}|…|\*{3}|<[^>]{0,80}>|[$#%]\{|\{\{|\}\}|%(?:\d\$)?[sd]\b|test[-_]?key|fake|redacted|required|invalid|:password@|^(?:my|your|the)?(?:pass(?:word|wd)?|secret|test(?:ing)?|demo|foobar)\d*$|123e4567-e89b/i;
/** `12345678`, `abcdefgh`, `zyxwvut`, `aaaaaaa`: typed along the keyboard's or the alphabet's line. */
const RUN_LENGTH = 6;
const REFERENCES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  commat: '@',
};

/** The text as a browser shows it: `&lt;user&gt;` is `<user>`. */
export const unescapeHtml = (html: string): string =>
  html.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return REFERENCES[String(name).toLowerCase()] ?? all;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : all;
  });

/** Shannon entropy in bits a character: random base62 reaches more than 4, words and placeholders stay near 3. */
export function computeEntropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** Whether the text holds characters in a row that follow each other by 0, +1 or −1. */
function hasRun(text: string): boolean {
  let step = Number.NaN;
  let length = 1;
  for (let at = 1; at < text.length; at++) {
    const now = text.charCodeAt(at) - text.charCodeAt(at - 1);
    length = now === step && Math.abs(now) <= 1 ? length + 1 : 2;
    step = now;
    if (length >= RUN_LENGTH && Math.abs(step) <= 1) return true;
  }
  return false;
}

export const isPlaceholder = (text: string): boolean => PLACEHOLDER.test(text) || hasRun(text);

const classifyCharacter = (character: string): string =>
  /[a-z]/.test(character) ? 'a' : /[A-Z]/.test(character) ? 'A' : /\d/.test(character) ? '0' : '-';

/**
 * Changes between small letters, capitals and digits, a pair of neighbours; words have few, random text has many. The
 * step from a capital to a small letter counts for nothing: every word in camel case has one.
 */
function changeRate(text: string): number {
  let changes = 0;
  for (let at = 1; at < text.length; at++) {
    const step = classifyCharacter(text.charAt(at - 1)) + classifyCharacter(text.charAt(at));
    if (step !== 'Aa' && step[0] !== step[1]) changes += 1;
  }
  return text.length < 2 ? 0 : changes / (text.length - 1);
}

/**
 * Whether letters and digits are mixed like in a random value: never in a word, a slug, a class name, a path of
 * keys, whatever the language.
 */
export function looksRandom(text: string): boolean {
  const core = text.replace(/[^A-Za-z0-9]/g, '');
  if (core.length < 8 || isPlaceholder(text)) return false;
  const enough = Math.min(3.6, Math.log2(core.length) * 0.75);
  // Of random letters and digits, a value without a digit is rare, and much like words in camel case.
  return /\d/.test(core) && changeRate(core) >= 0.25 && computeEntropy(core) >= enough;
}

const LETTERS: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
};

/** A word whose letters were replaced by digits that look like them: `s3cr3t`, `p@ssw0rd`. */
export const plainSpelling = (text: string): string =>
  text.replace(/[013457@$]/g, (character) => LETTERS[character] ?? character);

const MAIL_ADDRESS = /^[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[a-z]{2,}$/i;
/** Code, selectors, addresses, references to other texts, rules for passwords: text of a program, not of a vault. */
const CODE =
  /^[#@$%&.:/\\][A-Za-z_.][\w.-]*$|:\/\/|\(\?|\\[dwsS]|[[({].{0,100}[\])}]|^\/|[|;]|=>|&&|[=<>]=|#\d+$/;
/** Marks that people put into passwords and nobody into names of fields, files or texts. */
const PASSWORD_MARK = /[!@#$%^&*~]/;

const splitCamelWords = (text: string): string[] =>
  text.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g)?.map((word) => word.toLowerCase()) ?? [];

/**
 * Whether a value is one that somebody types to get in, rather than a label, the name of a field or a sentence.
 * @param name what the value is called: labels and fields repeat a word of it (`adminPassword: "password-field"`)
 */
export function looksLikePassword(value: string, name = ''): boolean {
  if (!/^[\x21-\x7e]{6,100}$/.test(value) || isPlaceholder(value)) return false;
  if (CODE.test(value) || MAIL_ADDRESS.test(value)) return false;
  const core = value.replace(/[^A-Za-z0-9]/g, '');
  if (looksRandom(value) && changeRate(core) >= 0.3) return true;
  const ofName = new Set(splitCamelWords(name).filter((word) => word.length > 3));
  const isNamed = splitCamelWords(value).some((word) => ofName.has(word));
  if (isNamed || !/[A-Za-z]{2}/.test(value) || !/\d/.test(value)) return false;
  // A word with a year or a number behind it, a word with digits for letters, and anything with such a mark.
  return PASSWORD_MARK.test(value) || /^[A-Za-z]{4,}\d{3,}$/.test(value) || changeRate(core) >= 0.3;
}
