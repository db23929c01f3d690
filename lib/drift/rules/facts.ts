/** Headers that protect the people who use a site, and those that name its software, as they are looked for. */
const PROTECTING_HEADERS = [
  'strict-transport-security',
  'content-security-policy',
  'content-security-policy-report-only',
  'x-frame-options',
  'x-content-type-options',
  'referrer-policy',
  'permissions-policy',
  'cross-origin-opener-policy',
  'cross-origin-embedder-policy',
  'cross-origin-resource-policy',
  'access-control-allow-origin',
] as const;
export const SOFTWARE_HEADERS = ['server', 'x-powered-by'] as const;
export const LOOKED_AT_HEADERS = [...PROTECTING_HEADERS, ...SOFTWARE_HEADERS] as const;
export type LookedAtHeader = (typeof LOOKED_AT_HEADERS)[number];

/**
 * What is compared with the snapshot: the verification file, whether the certificate is trusted, who issued it and for
 * which names, how the first page answers, and what a signed `queryInstance` is answered with.
 */
export const COMPARED = [
  'FILE',
  'TRUST',
  'ISSUER',
  'NAMES',
  'ROOT',
  ...LOOKED_AT_HEADERS,
  'INTERFACE',
] as const;
export type ComparedThing = (typeof COMPARED)[number];

/** What is wrong by itself, whatever was approved: a website that does not answer, a certificate that ends soon. */
export const CONDITIONS = ['REACH', 'EXPIRING'] as const;
type Condition = (typeof CONDITIONS)[number];

export type Thing = ComparedThing | Condition;

export const isCompared = (thing: Thing): thing is ComparedThing =>
  (COMPARED as readonly Thing[]).includes(thing);
export const isHeader = (thing: Thing): thing is LookedAtHeader =>
  (LOOKED_AT_HEADERS as readonly Thing[]).includes(thing);

/** A value each; the empty text: it is not there. A thing that is absent could not be told. */
export type Facts = Readonly<Partial<Record<ComparedThing, string>>>;

/** What two answers to the same request have in common: what differs between them says nothing about tomorrow. */
export const commonFacts = (one: Facts, other: Facts): Facts =>
  Object.fromEntries(Object.entries(one).filter(([thing, value]) => other[thing as ComparedThing] === value));
