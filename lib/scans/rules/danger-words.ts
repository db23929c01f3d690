import {
  ACTION_PARAMETERS,
  ALWAYS,
  ALWAYS_ABROAD,
  ARTICLE_FOLDERS,
  BEFORE_VERB,
  BETWEEN,
  CONTENT,
  HAN_ALWAYS,
  HAN_CONTENT,
  HAN_HARMLESS,
  HAN_QUESTION,
  HAN_STATE,
  HAN_VERBS,
  HARMLESS_PAIRS,
  ICONS,
  NOUNS_FIRST,
  OBJECTS,
  PAGE_VERBS,
  PAIRS,
  PAIRS_ABROAD,
  PINYIN_OBJECTS,
  QUESTIONS,
  SIGNS,
  TEXT_PARAMETERS,
  TOLD_WITH,
  UNSPACED_ABROAD,
  VERBS,
  WEAK_ICONS,
} from './danger-vocabulary';

const MAX_TEXT = 300;
/** A label or path segment of more words is the title of something to read. */
const TITLE_WORDS = 5;
const TITLE_SEGMENT_WORDS = 4;
const TITLE_HAN = 12;
/** Attributes such as `title` explain in whole sentences; they count when they begin with the action. */
const HINT_WORDS = 14;

/** Splits what people and programmers join: camelCase, snake_case, kebab-case, paths; full-width letters count. */
export function splitWords(text: string): string[] {
  return text
    .slice(0, MAX_TEXT)
    .normalize('NFKC')
    .replace(/['’]/g, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/([\u4e00-\u9fff])([a-z\d])|([a-z\d])([\u4e00-\u9fff])/gi, '$1$3 $2$4')
    .toLowerCase()
    .split(/[^a-z\d\u4e00-\u9fff]+/)
    .filter((word) => word !== '');
}

/** Verbs that are calls where programmers join them to something: `sendReport`, `run_all`. */
const isCallVerb = (word: string): boolean => VERBS.has(word) || TOLD_WITH.has(word);
const CALL_VERBS = [...VERBS, ...TOLD_WITH].filter((verb) => verb.length > 2);

const isObject = (word: string): boolean =>
  OBJECTS.has(word) || PINYIN_OBJECTS.has(word) || word === 'do' || word === 'admin';

/** Lower-case compounds (`deleteuser`, `userlogout`, `clearcache`): a word of danger and what it is done to. */
function joined(word: string): boolean {
  if (word.length < 6 || word.length > 40) return false;
  for (const verb of CALL_VERBS) if (word.startsWith(verb) && isObject(word.slice(verb.length))) return true;
  for (const verb of ALWAYS) {
    const rest = word.startsWith(verb)
      ? word.slice(verb.length)
      : word.endsWith(verb)
        ? word.slice(0, -verb.length)
        : null;
    if (rest !== null && isObject(rest)) return true;
  }
  return false;
}

const isAlways = (word: string): boolean => ALWAYS.has(word) || joined(word);
const pairAt = (words: readonly string[], at: number): string => `${words[at]} ${words[at + 1] ?? ''}`;
const hasPair = (words: readonly string[]): boolean =>
  words.some(
    (_, at) => PAIRS.has(pairAt(words, at)) || PAIRS.has(`${pairAt(words, at)} ${words[at + 2] ?? ''}`),
  );
const isHarmlessPair = (words: readonly string[]): boolean =>
  words.some((_, at) => HARMLESS_PAIRS.has(pairAt(words, at)));
const isContent = (words: readonly string[]): boolean => CONTENT.has(words.at(-1) ?? '');

/** Short texts in other languages than English and Chinese, by words that mean nothing else. */
function isDangerousAbroad(text: string): boolean {
  const told = text.slice(0, MAX_TEXT).normalize('NFKC');
  if (UNSPACED_ABROAD.test(told)) return told.replace(/\P{L}/gu, '').length <= TITLE_HAN;
  const words = told
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{M}]+/u)
    .filter((word) => word !== '');
  if (words.length > TITLE_WORDS) return false;
  return words.some((word) => ALWAYS_ABROAD.has(word)) || PAIRS_ABROAD.test(words.join(' '));
}

/** Short Chinese texts by the words in them; a question, a state ("cancelled") or a page about an action is none. */
function isDangerousHan(text: string): boolean {
  const han = text.normalize('NFKC').replace(/[^\p{Script=Han}]/gu, '');
  if (han === '' || han.length > TITLE_HAN || HAN_QUESTION.test(han)) return false;
  const told = han.replace(HAN_HARMLESS, '').replace(HAN_STATE, '');
  return HAN_ALWAYS.test(told) || (HAN_VERBS.test(told) && !HAN_CONTENT.test(told));
}

/** Whether the words of a path say themselves which page this is: `/archive` behind "Archive". */
const namesPage = (word: string, pathWords: readonly string[]): boolean =>
  pathWords.some((other) => other === word || other === `${word}s`);

/**
 * What a person reads on a control. The decisive words count anywhere in it, verbs at its beginning or behind "yes",
 * "confirm" and the like; verbs that are names of pages too only with what they are done to, or when the address is
 * no page of that name. More than five words are a title.
 */
export function isDangerousLabel(label: string, address: { words: readonly string[]; isPlain: boolean }) {
  if (SIGNS.test(label) || isDangerousHan(label) || isDangerousAbroad(label)) return true;
  const words = splitWords(label).filter((word) => !/^[\u4e00-\u9fff]/.test(word));
  const [first = ''] = words;
  if (words.length === 0 || words.length > TITLE_WORDS || QUESTIONS.has(first)) return false;
  if (hasPair(words) || words.some(isAlways)) return true;
  if (isHarmlessPair(words) || isContent(words)) return false;
  const at = words.findIndex((word) => !BEFORE_VERB.has(word));
  const verb = words[Math.max(at, 0)] ?? '';
  const next = words[Math.max(at, 0) + 1];
  if ((verb === 'del' || verb === 'rm') && next !== undefined) return OBJECTS.has(next);
  if (VERBS.has(verb)) return true;
  if (words.length === 2 && OBJECTS.has(first) && isCallVerb(words[1] ?? '')) return true;
  if (!PAGE_VERBS.has(verb)) return false;
  if (next === undefined || next === 'now') return next === 'now' || isActionName(verb, address);
  if (TOLD_WITH.has(verb) && BETWEEN.has(next)) return isActionName(verb, address);
  return OBJECTS.has(next) && (!NOUNS_FIRST.has(verb) || (!next.endsWith('s') && !address.isPlain));
}

const isActionName = (verb: string, address: { words: readonly string[]; isPlain: boolean }): boolean =>
  !address.isPlain || !(isInbox(verb) || namesPage(verb, address.words));

const isInbox = (verb: string): boolean => verb === 'mail' || verb === 'email' || verb === 'message';

/** An explaining attribute (`title`, `aria-label`): as a label, and also longer when it begins with the action. */
export function isDangerousHint(hint: string, address: { words: readonly string[]; isPlain: boolean }) {
  if (isDangerousLabel(hint, address)) return true;
  const words = splitWords(hint).filter((word, at) => at > 1 || !BEFORE_VERB.has(word));
  const [first = ''] = words;
  return words.length <= HINT_WORDS && (isAlways(first) || hasPair(words.slice(0, 2)));
}

/** Names that programmers give (id, class, data attributes): decisive words, or a verb with what it is done to. */
export function isDangerousName(name: string): boolean {
  if (isDangerousHan(name) || isDangerousAbroad(name)) return true;
  const words = splitWords(name).filter((word) => !BEFORE_VERB.has(word));
  // At the end of a name, "del" is what many pages call their button.
  return words.some(isAlways) || words.at(-1) === 'del' || hasPair(words) || isVerbWithObject(words);
}

function isVerbWithObject([first = '', second = '', ...rest]: readonly string[]): boolean {
  if (VERBS.has(first)) return OBJECTS.has(second);
  if (OBJECTS.has(first) && isCallVerb(second)) return rest.length === 0;
  return PAGE_VERBS.has(first) && !NOUNS_FIRST.has(first) && OBJECTS.has(second) && rest.length === 0;
}

/** @param isSilent the control says nothing else */
export function isDangerousIcon(name: string, isSilent: boolean): boolean {
  const words = splitWords(name).map((word) => word.replace(/(?<!\d)\d+$/, ''));
  if (words.includes('twitter')) return false;
  return (
    words.some((word) => ICONS.has(word) || isAlways(word)) ||
    hasPair(words) ||
    /\bbox arrow (?:in )?(?:right|left)\b|\buser (?:times|minus|slash|xmark)\b/.test(words.join(' ')) ||
    (isSilent && words.some((word) => WEAK_ICONS.has(word)))
  );
}

/**
 * One segment of a path, or a value of a query that is read like one. Decisive words count in names of up to four
 * words; verbs when they are the whole segment or are joined with what they are done to (`stopServer`, `order-cancel`;
 * not `stop-motion`); verbs that name pages only behind a row or a thing (`/jobs/7/run`, `/account/upgrade`).
 */
function isDangerousSegment(segment: string, before: string, isInArticles: boolean): boolean {
  if (isDangerousHan(segment) || isDangerousAbroad(segment)) return true;
  const words = splitWords(segment.replace(/\.[a-z]{1,5}$/i, ''));
  const [first = ''] = words;
  const isTitle = words.length > TITLE_SEGMENT_WORDS || (isInArticles && words.length > 2);
  if (words.length === 0 || QUESTIONS.has(first) || isTitle) return false;
  if (hasPair(words) || words.some(isAlways)) return true;
  const isIdentifier = /[_.]|[a-z][A-Z]/.test(segment);
  const verbs = words.length === 1 ? first : '';
  if (VERBS.has(verbs)) return true;
  if (PAGE_VERBS.has(verbs)) return /\d/.test(before) || OBJECTS.has(before.toLowerCase());
  if (isHarmlessPair(words) || isContent(words)) return false;
  return isVerbWithObject(words) || (isIdentifier && isVerbOfCode(words));
}

/** `approveAll2`, `user_ban`: in the spelling of code a verb in front or at the end is a call. */
const isVerbOfCode = (words: readonly string[]): boolean =>
  (isCallVerb(words[0] ?? '') && words[1] !== 'url' && words[1] !== 'uri') || isCallVerb(words.at(-1) ?? '');

/** Whether the words of a path ask for something that must not be done. */
export function isDangerousPath(pathname: string): boolean {
  const segments = decoded(pathname)
    .split(/[/;]/)
    .filter((segment) => segment !== '');
  return segments.some((segment, index) => {
    const before = segments[index - 1] ?? '';
    const isLast = index === segments.length - 1;
    const isInArticles = segments.slice(0, index).some((folder) => ARTICLE_FOLDERS.has(folder.toLowerCase()));
    if (PAIRS.has(`${before} ${segment}`.toLowerCase())) return true;
    // A verb that names a page is one when more follows: `/order/7`, `/archive/2026`.
    if (!isLast && PAGE_VERBS.has(segment.toLowerCase())) return false;
    return isDangerousSegment(segment, before, isInArticles);
  });
}

const SWITCHED_ON = /^(?:|1|true|yes|y|on)$/i;
const NO_SWITCH = new Set(['order', 'start', 'mail', 'email', 'message', 'release', 'leave', 'payment']);

const DISK_FILE =
  /^(?:file:\/{1,3}|[a-z]:[\\/]|\/(?:usr|var|opt|tmp|srv|etc|mnt|private)\/)(?:[^?#]*[\\/])?[^\\/?#]+\.[a-z\d]{1,8}$/i;

/** Whether one parameter of a query asks for something that must not be done: safety wins here. */
export function isDangerousParameter(name: string, value: string): boolean {
  const key = name.toLowerCase();
  const names = splitWords(name);
  if (isDangerousHan(name) || names.some(isAlways) || hasPair(names) || isVerbWithObject(names)) return true;
  if (names.length === 1 && VERBS.has(names[0] ?? '')) return true;
  if (PAGE_VERBS.has(key) && !NO_SWITCH.has(key) && SWITCHED_ON.test(value)) return true;
  const words = splitWords(value);
  if (ACTION_PARAMETERS.has(key.replace(/[^a-z]/g, ''))) {
    const isAsked = (word: string) => isAlways(word) || VERBS.has(word) || PAGE_VERBS.has(word);
    return isDangerousHan(value) || (words.length <= TITLE_WORDS && (words.some(isAsked) || hasPair(words)));
  }
  if (TEXT_PARAMETERS.has(key)) return false;
  // Folders of a disk, such as `/var/run`, are where a file is kept and nothing that is done.
  if (DISK_FILE.test(value)) return isDangerousSegment(value.split(/[\\/]/).at(-1) ?? '', '', false);
  return value
    .split('/')
    .some((part, index, parts) => isDangerousSegment(part, parts[index - 1] ?? '', false));
}

export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
