import { compareUnits } from '../../canonical';
import type { Arrange, JsonTextMember } from './json-text';

/** A member's name without its quotes and escapes, as serialisers compare it. */
export const plainName = ({ name }: Pick<JsonTextMember, 'name'>): string =>
  name.includes('\\') ? String(JSON.parse(name)) : name.slice(1, -1);

export const ascending: Arrange = (members) =>
  members.toSorted((a, b) => compareUnits(plainName(a), plainName(b)));
export const descending: Arrange = (members) =>
  members.toSorted((a, b) => compareUnits(plainName(b), plainName(a)));

/** Java's `String.hashCode`, spread as `HashMap` does. */
function spreadHash(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash ^ (hash >>> 16);
}

/** Buckets of a `HashMap` that grew from its 16 to hold so many entries. */
function bucketsFor(count: number): number {
  let buckets = 16;
  while (count > buckets * 0.75) buckets *= 2;
  return buckets;
}

/** The order in which a `java.util.HashMap` of text keys is walked: by bucket, and in one as they came. */
export const asHashMap: Arrange = (members) => {
  const mask = bucketsFor(members.length) - 1;
  const bucket = (member: JsonTextMember) => spreadHash(plainName(member)) & mask;
  return members.toSorted((a, b) => bucket(a) - bucket(b));
};

const without =
  (isDropped: (member: JsonTextMember) => boolean, isDeep = true): Arrange =>
  (members, depth) =>
    depth === 0 || isDeep ? members.filter((member) => !isDropped(member)) : members;

const isNull = ({ value }: JsonTextMember) => value === 'null';
const isBlank = (member: JsonTextMember) => isNull(member) || member.value === '""';
/** Zero values of Go: `omitempty` leaves them out. */
const isZero = (member: JsonTextMember) =>
  isBlank(member) || member.isEmpty || member.value === 'false' || /^-?0(?:\.0+)?$/.test(member.value);
/** What PHP's `empty` calls empty, and `array_filter` drops. */
const isFalsy = (member: JsonTextMember) => isZero(member) || member.value === '"0"';

/** Without the members of one name, in the outermost object. */
export const withoutMember = (name: string): Arrange =>
  without((member) => plainName(member) === name, false);

export const withoutNulls = without(isNull);
export const withoutBlanks = without(isBlank);
export const withoutEmpties = without((member) => isBlank(member) || member.isEmpty);
export const withoutZeros = without(isZero);
export const withoutFalsy = without(isFalsy);
export const withoutTopNulls = without(isNull, false);
export const withoutTopBlanks = without(isBlank, false);
export const withoutTopFalsy = without(isFalsy, false);

const renamed =
  (change: (name: string) => string): Arrange =>
  (members) =>
    members.map((member) => ({ ...member, name: JSON.stringify(change(plainName(member))) }));

/** `resultCode` as `ResultCode`. */
export const pascalName = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
/** `resultCode` as `result_code`. */
export const snakeName = (name: string): string =>
  name.replace(/[A-Z]/g, (letter, at) => `${at === 0 ? '' : '_'}${letter.toLowerCase()}`);
/** As .NET names properties. */
export const inPascalCase = renamed(pascalName);
export const inSnakeCase = renamed(snakeName);
