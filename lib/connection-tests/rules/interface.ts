import type { JsonObject } from '@/lib/signing/canonical';

/** Protocol profiles of the basic interfaces. */
export type Protocol = 'V2.0' | 'V1.0';

/** A field of a request, as the protocol's table limits it. Lengths count UTF-16 units, as Java does. */
export type RequestField = {
  name: string;
  isRequired: boolean;
  maxLength: number;
  /** The only values allowed; null: any text. */
  oneOf: readonly string[] | null;
  format: 'text' | 'instance-ids' | 'expire-time' | 'json';
};

/**
 * What is asked of a field of a response. `mandatory`: KooGallery's debugging page fails without it;
 * `documented`: the table marks it M but the page does not look, so its absence is a warning; `optional`.
 */
export type Presence = 'mandatory' | 'documented' | 'optional';

export type ResponseField = { name: string; presence: Presence } & (
  | { kind: 'text'; maxLength: number }
  /** At most `maxLength` characters and `decimals` digits after the point; written as number or text. */
  | { kind: 'number'; maxLength: number; decimals: number }
  /** `yyyyMMddHHmmssSSS` in UTC. */
  | { kind: 'utc-milliseconds'; maxLength: number }
  | { kind: 'object'; fields: readonly ResponseField[] }
  | { kind: 'list'; fields: readonly ResponseField[] }
);

/** Ids and time for sample data; injected, so that a case can be built again exactly. */
export type SampleContext = {
  now: Date;
  /** A new id of at most 64 characters on every call. */
  newId: () => string;
  orderId: string;
  orderLineId: string;
  instanceId: string;
};

export type SampleTemplate = { id: string; build: (context: SampleContext) => JsonObject };

/** Something two sources disagree on: seen → a warning. Title and fix stand below `connection-checks.check.<code>`. */
export type Contradiction = {
  code: 'FRONT_END_URL_MISSING' | 'QUERY_IDS_LONG' | 'INSTANCE_ID_DIFFERENT' | 'EXPIRE_TIME_LENGTH';
  /** In protocol words. */
  expected: string;
  /** What was seen in protocol words when it contradicts; null when all is well. */
  contradicts: (request: JsonObject | null, response: JsonObject) => string | null;
};

/** One interface of a protocol profile: everything that the builder and the checks need to know. */
export type InterfaceSpec = {
  protocol: Protocol;
  activity: string;
  request: readonly RequestField[];
  response: readonly ResponseField[];
  /** Result codes besides 000000 that mean "accepted, not finished". */
  inProgressCodes: readonly string[];
  /** The first is the default. */
  templates: readonly [SampleTemplate, ...SampleTemplate[]];
  contradictions: readonly Contradiction[];
};

export const requestText = (name: string, maxLength: number, isRequired = true): RequestField => ({
  name,
  isRequired,
  maxLength,
  oneOf: null,
  format: 'text',
});

export const requestChoice = (name: string, maxLength: number, oneOf: readonly string[]): RequestField => ({
  ...requestText(name, maxLength),
  oneOf,
});

/** `activity` and `testFlag`, which every V2.0 request carries; `testFlag` `1` marks a debugging call. */
export const commonRequestFields = (activity: string): readonly RequestField[] => [
  requestChoice('activity', 20, [activity]),
  { ...requestText('testFlag', 2, false), oneOf: ['0', '1'] },
];

/** `resultCode` and `resultMsg`, which every response carries. */
export const COMMON_RESPONSE_FIELDS: readonly ResponseField[] = [
  { name: 'resultCode', presence: 'mandatory', kind: 'text', maxLength: 6 },
  { name: 'resultMsg', presence: 'optional', kind: 'text', maxLength: 255 },
];

export const responseText = (name: string, presence: Presence, maxLength: number): ResponseField => ({
  name,
  presence,
  kind: 'text',
  maxLength,
});
