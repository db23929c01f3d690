import type { ParameterLocation } from '@/lib/findings/rules/finding';

/**
 * What became of a character: as sent, with a backslash in front (which means nothing outside of scripts), as an HTML
 * character reference, changed in another way, or gone.
 */
type Fate = 'raw' | 'slashed' | 'entity' | 'changed' | 'gone';

/**
 * What one reflection let through. `isDecodedTwice`: percent sequences inside the value are decoded again by the site.
 * `isNormalised`: wide forms of characters become plain ones.
 */
export type Survivors = {
  readFate(char: string): Fate;
  isDecodedTwice: boolean;
  isNormalised: boolean;
  isCut: boolean;
};

/** A percent sequence that is harmless on both sides: `~` appears only where the site decodes once more than HTTP asks. */
const TWICE = '%7e';
/** The wide form of `<` (U+FF1C), which normalisation (NFKC) and the best fit of code pages turn into the plain one. */
const WIDE = '\uff1c';
/**
 * `>` comes before `<`, so that filters for `<…>` find no tag here; the digit keeps `<` from opening one. The percent
 * sequence is behind the plain ones: what a format string makes of it moves nothing that matters.
 */
const CHARACTERS = ["'", '"', '`', '\\', '>', '<', '1', TWICE, WIDE];
/** Bytes of headers are Latin. */
const HEADER_CHARACTERS = CHARACTERS.slice(0, -1);
/** Many servers refuse a backslash or a percent sign inside a path before the page sees it. */
const PATH_CHARACTERS = ["'", '"', '`', '>', '<', '1'];
const LONGEST_FORM = 12;

const charactersFor = (location: ParameterLocation) =>
  location === 'PATH' ? PATH_CHARACTERS : location === 'HEADER' ? HEADER_CHARACTERS : CHARACTERS;

/** The value that learns which characters survive: `start`, one of each character, `end`. */
export const canaryValue = (location: ParameterLocation, start: string, end: string): string =>
  `${start}${charactersFor(location).join('')}${end}`;

function listForms(sent: string): [string, Fate][] {
  if (sent === TWICE)
    return [
      [TWICE, 'raw'],
      ['%257e', 'changed'],
      ['~', 'changed'],
    ];
  if (sent === WIDE)
    return [
      ['<', 'changed'],
      ['&lt;', 'changed'],
      [WIDE, 'raw'],
    ];
  const code = sent.charCodeAt(0);
  const hex = code.toString(16).padStart(2, '0');
  const named: Record<string, string> = {
    '"': '&quot;',
    "'": '&apos;',
    '<': '&lt;',
    '>': '&gt;',
    '`': '&grave;',
    '\\': '&bsol;',
  };
  const entities = [named[sent] ?? '', `&#${code};`, `&#0${code};`, `&#x${hex};`, `&amp;#${code};`];
  const others = [
    `%${hex}`,
    `%25${hex}`,
    `\\u00${hex}`,
    `\\x${hex}`,
    `&amp;${named[sent]?.slice(1)}`,
    sent + sent,
  ];
  return [
    ...entities
      .filter((form) => form !== '')
      .map((form): [string, Fate] => [form, form.startsWith('&amp;') ? 'changed' : 'entity']),
    [`\\${sent}`, 'slashed'],
    ...others.map((form): [string, Fate] => [form, 'changed']),
    [sent, 'raw'],
  ];
}

function matchAt(text: string, at: number, sent: string): [number, Fate] | null {
  const rest = text.slice(at, at + LONGEST_FORM).toLowerCase();
  const form = listForms(sent).find(([written]) => rest.startsWith(written));
  return form ? [form[0].length, form[1]] : null;
}

function align(
  segment: string,
  sent: readonly string[],
): { fates: Map<string, Fate>; isDecodedTwice: boolean; isNormalised: boolean } {
  const fates = new Map<string, Fate>();
  let isDecodedTwice = false;
  let isNormalised = false;
  let at = 0;
  for (const [index, char] of sent.entries()) {
    let match = matchAt(segment, at, char);
    const next = sent[index + 1];
    // A replacement character is where this one was when the next one follows one place later.
    if (!match && next !== undefined && !matchAt(segment, at, next) && matchAt(segment, at + 1, next))
      match = [1, 'changed'];
    if (char === TWICE && match) isDecodedTwice = segment[at] === '~';
    if (char === WIDE && match) isNormalised = segment[at] === '<';
    fates.set(char, match?.[1] ?? 'gone');
    at += match?.[0] ?? 0;
  }
  return { fates, isDecodedTwice, isNormalised };
}

/** Offsets of a mark, whatever the case a page put it in. */
export function findOffsets(text: string, mark: string): number[] {
  const haystack = text.toLowerCase();
  const offsets: number[] = [];
  for (let at = haystack.indexOf(mark); at !== -1; at = haystack.indexOf(mark, at + mark.length))
    offsets.push(at);
  return offsets;
}

/**
 * Reads a canary's reflections, in the order of the page.
 * @param text the answer to `canaryValue(location, start, end)`
 */
export function readCanary(
  text: string,
  location: ParameterLocation,
  start: string,
  end: string,
): Survivors[] {
  const sent = charactersFor(location);
  return findOffsets(text, start).map((offset) => {
    const from = offset + start.length;
    const limit = from + sent.length * LONGEST_FORM;
    const window = text.slice(from, limit + end.length);
    const stop = window.toLowerCase().indexOf(end);
    const { fates, ...rest } = align(stop === -1 ? window : window.slice(0, stop), sent);
    return { readFate: (char) => fates.get(char) ?? 'raw', ...rest, isCut: stop === -1 };
  });
}

/** Where the canary itself was refused: nothing is known of the characters. */
export const UNKNOWN_SURVIVORS: Survivors = {
  readFate: () => 'raw',
  isDecodedTwice: false,
  isNormalised: false,
  isCut: false,
};

/** What any of several reflections let through. */
export function joinSurvivors(all: readonly Survivors[]): Survivors {
  const [first = UNKNOWN_SURVIVORS] = all;
  return {
    readFate: (char) => {
      const fates = all.map((one) => one.readFate(char));
      return (
        (['raw', 'slashed', 'entity', 'changed'] as const).find((fate) => fates.includes(fate)) ?? 'gone'
      );
    },
    isDecodedTwice: all.some((one) => one.isDecodedTwice),
    isNormalised: all.some((one) => one.isNormalised),
    isCut: first.isCut,
  };
}
