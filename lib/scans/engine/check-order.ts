import { FINDING_CLASSES, type FindingClass } from '@/lib/findings/rules/finding';
import type { ActiveCheck, Check, RequestCheck } from '../checks/check';

/** Whether a check has something left to do once all checks had their turn. */
export const hasMore = (check: Check): check is ActiveCheck | RequestCheck =>
  (check.kind === 'active' && check.runFurther !== undefined) ||
  (check.kind === 'request' && check.isLate !== undefined);

/** Whose further probes find most for what they take comes first. */
const TURNS: readonly FindingClass[] = [
  'SQL_INJECTION',
  'CROSS_DIRECTORY_ACCESS',
  'XXE',
  'OS_COMMAND_INJECTION',
  // Last: what it leaves at a place that keeps its value unseen carries a mark.
  'URL_REDIRECTION',
];

const USES: readonly FindingClass[] = [
  'SQL_INJECTION',
  'OS_COMMAND_INJECTION',
  'CROSS_DIRECTORY_ACCESS',
  'XXE',
  'URL_REDIRECTION',
];

/** Whether a check looks for what a value is for: a database, a shell, the system of files, a parser, or the way on. */
export const looksForUse = ({ class: name }: Check): boolean => USES.includes(name);

const turnIndex = ({ class: name }: Check): number => {
  const index = TURNS.indexOf(name);
  return index === -1 ? TURNS.length : index;
};

/** The checks that have something left to do, in the order in which they do it. */
export const listLater = (checks: readonly Check[]): (ActiveCheck | RequestCheck)[] =>
  checks.filter(hasMore).sort((a, b) => turnIndex(a) - turnIndex(b));

/** Places that get the decisive probes of all checks before the next ones do. */
const PLACES_AT_ONCE = 100;

/** The places in groups: a scan that ends early has looked for every class at the first of them. */
export const groupPlaces = <T>(places: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(places.length / PLACES_AT_ONCE) }, (_, index) =>
    places.slice(index * PLACES_AT_ONCE, (index + 1) * PLACES_AT_ONCE),
  );

export const hasKind =
  <K extends Check['kind']>(kind: K) =>
  (check: Check): check is Extract<Check, { kind: K }> =>
    check.kind === kind;

/** In the customer's order of classes. */
export const listActive = (checks: readonly Check[]): ActiveCheck[] =>
  FINDING_CLASSES.flatMap((name) => checks.filter(hasKind('active')).filter((check) => check.class === name));

/** Checks that go on when the site and request checks of all classes are done. */
export const takesTime = (check: Check): boolean =>
  check.kind === 'active' || check.kind === 'browser' || hasMore(check);
