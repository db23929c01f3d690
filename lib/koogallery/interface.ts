import type { JsonObject } from '@/lib/signing/canonical';
import type { Profile } from '@/lib/signing/wire-message';
import type { BillingMode } from './required-cases';

/** Protocol generations. The kit interfaces of joint operations belong to V2.0. */
export type Protocol = 'V2.0' | 'V1.0';

/** How a call of an interface is signed, which also decides where its values travel: JSON body or query. */
export type CallProfile = Exclude<Profile, 'v1-body-sign'>;

/**
 * How a value goes on the wire, where the builder shows it in clear. `encrypted`: AES of V1.0, whose `maxLength` counts
 * the ciphertext; `base64-json`: base64 of compact JSON; `rsa-oaep`: RSA-OAEP under the seller's public key.
 */
export type WireForm = 'plain' | 'encrypted' | 'base64-json' | 'rsa-oaep';

/** A field of a request, as the protocol's table limits it. Lengths count UTF-16 units, as Java does. */
export type RequestField = {
  name: string;
  isRequired: boolean;
  /** The table says M, and the field may be sent empty all the same. */
  isEmptyAllowed?: true;
  /** Of a list or JSON value: of its compact JSON. */
  maxLength: number;
  /** The only values allowed; null: any. Numbers are written as texts here. */
  oneOf: readonly string[] | null;
  /**
   * `integer` and `decimal` are JSON numbers in a body and digits in a query; `expire-time` is `yyyyMMddHHmmss` with or
   * without milliseconds, `utc-milliseconds` `yyyyMMddHHmmssSSS`, both UTC; `list` holds objects of `items`.
   */
  format:
    | 'text'
    | 'instance-ids'
    | 'expire-time'
    | 'utc-milliseconds'
    | 'integer'
    | 'decimal'
    | 'list'
    | 'json';
  wire: WireForm;
  /** The fields of an object of the list; null for everything that is not a list. */
  items: readonly RequestField[] | null;
  /** How many objects a list may hold; null: only `maxLength` limits it. */
  mostItems: number | null;
};

/**
 * What is asked of a field of a response. `mandatory`: KooGallery's debugging page fails without it;
 * `documented`: the table marks it M but the page does not look, so its absence is a warning; `optional`.
 */
export type Presence = 'mandatory' | 'documented' | 'optional';

export type ResponseField = { name: string; presence: Presence } & (
  | { kind: 'text'; maxLength: number }
  /** V1.0: AES under the access key; `maxLength` counts the ciphertext with its IV. */
  | { kind: 'ciphertext'; maxLength: number }
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
  /** False: as in production, without `testFlag`. Absent: a debugging call. */
  isTestFlagged?: boolean;
  /** What the asset declares; absent: not known, and samples hold what the guide's examples hold. */
  extensionParameters?: readonly { name: string; value: string }[];
  /** Of `PROVISIONING_INFO`. */
  provisioningInfo?: readonly string[];
  billingModes?: readonly BillingMode[];
};

export type SampleTemplate = {
  id: string;
  /** Only for products that are billed so; absent: for all. */
  billingMode?: BillingMode;
  /** A debugging call, whatever `isTestFlagged` says; see `sampleRequest`. */
  build: (context: SampleContext) => JsonObject;
};

/** Something two sources disagree on: seen → a warning. Title and fix are below `connection-checks.check.<code>`. */
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
  /** `newInstance`; of a kit interface the last part of its path. */
  activity: string;
  kind: 'basic' | 'kit';
  profile: CallProfile;
  /** Of a kit interface, below the production URL's origin (`/produceAPI/v2/tenantSync`); null: the production URL. */
  path: string | null;
  request: readonly RequestField[];
  response: readonly ResponseField[];
  /** Result codes besides 000000 that mean "accepted, not finished". */
  inProgressCodes: readonly string[];
  /** The first is the default. */
  templates: readonly [SampleTemplate, ...SampleTemplate[]];
  contradictions: readonly Contradiction[];
};

export const textRequestField = (name: string, maxLength: number, isRequired = true): RequestField => ({
  name,
  isRequired,
  maxLength,
  oneOf: null,
  format: 'text',
  wire: 'plain',
  items: null,
  mostItems: null,
});

export const requestChoice = (
  name: string,
  maxLength: number,
  oneOf: readonly string[],
  isRequired = true,
): RequestField => ({ ...textRequestField(name, maxLength, isRequired), oneOf });

/** Digits: a JSON number in a body. `oneOf` in digits too. */
export const requestInteger = (
  name: string,
  isRequired: boolean,
  oneOf: readonly string[] | null = null,
): RequestField => ({ ...textRequestField(name, 20, isRequired), oneOf, format: 'integer' });

export const requestList = (
  name: string,
  maxLength: number,
  items: readonly RequestField[],
  mostItems: number | null = null,
): RequestField => ({ ...textRequestField(name, maxLength), format: 'list', items, mostItems });

/** `activity` and `testFlag`, which every basic request carries; `testFlag` `1` marks a debugging call. */
export const commonRequestFields = (activity: string): readonly RequestField[] => [
  requestChoice('activity', 20, [activity]),
  requestChoice('testFlag', 2, ['0', '1'], false),
];

/** `resultCode` and `resultMsg`, which every response carries. */
export const COMMON_RESPONSE_FIELDS: readonly ResponseField[] = [
  { name: 'resultCode', presence: 'mandatory', kind: 'text', maxLength: 6 },
  { name: 'resultMsg', presence: 'optional', kind: 'text', maxLength: 255 },
];

export const textResponseField = (name: string, presence: Presence, maxLength: number): ResponseField => ({
  name,
  presence,
  kind: 'text',
  maxLength,
});
