import { type Parameter, parameterValue } from '../canonical';
import { Body } from './body';

/** Digests that sellers calculate in place of an HMAC-SHA256, of a body or of the text. */
export const OTHER_DIGESTS = [
  'hmac-md5',
  'hmac-sha384',
  'hmac-sha512',
  'plain-md5',
  'plain-sha512',
  'md5-text-and-key',
  'md5-key-and-text',
  'hmac-twice',
  'hmac-twice-bytes',
  'plain-twice',
] as const;
export type OtherDigest = (typeof OTHER_DIGESTS)[number];

/** How the body enters the canonical text of V2.0. */
export type Inner =
  | 'hmac'
  | 'swapped-hmac'
  | 'hmac-sha1'
  | 'plain-sha256'
  | 'plain-sha1'
  | 'key-and-body'
  | 'body-and-key'
  | 'hashed-text'
  | 'hashed-md5'
  | 'unhashed'
  | OtherDigest;
export type InnerEncoding =
  | 'hex'
  | 'upper-hex'
  | 'base64'
  | 'bytes'
  | 'base64-of-hex'
  | 'zeros-lost'
  | 'base64-url'
  | 'base64-line'
  | 'hex-line';
export type Outer =
  | 'hmac'
  | 'swapped-hmac'
  | 'plain-sha256'
  | 'hmac-sha1'
  | 'plain-sha1'
  | 'key-and-text'
  | 'text-and-key'
  | 'hashed-text'
  | OtherDigest;
export type OutputEncoding =
  | 'hex'
  | 'base64'
  | 'base64-unpadded'
  | 'base64-url-alphabet'
  | 'base64-url-padded'
  | 'base64-of-hex'
  | 'base64-of-upper-hex'
  | 'base64-percent-encoded'
  | 'base64-plus-lost'
  | 'hex-zeros-lost'
  | 'hex-front-zeros-lost'
  | 'hex-first-half'
  | 'hex-cut'
  | HexStyle;

/** Marks that programs write between or around the digits. */
export const HEX_STYLES = {
  'hex-colons': '12:34',
  'hex-hyphens': '12-34',
  'hex-0x': '0x1234',
  'hex-quoted': '"1234"',
  'hex-labelled': 'sha256=1234',
  'decimal-bytes': '18,52',
} as const;
export type HexStyle = keyof typeof HEX_STYLES;

/** The parts of the canonical text of V2.0; `body` is the body's hash, or the body itself. */
export type Part = 'accessKey' | 'nonce' | 'timestamp' | 'body';
export const PARTS: readonly Part[] = ['accessKey', 'nonce', 'timestamp', 'body'];

/** How parameters become a text: `name=value&name=value` by the rule. */
export type ParameterLayout = {
  equals: string;
  joiner: string;
  hasNames: boolean;
  /** Around the whole; `{key}` is where the access key goes. */
  before: string;
  behind: string;
  /** How each name and each value is written; absent: as it is. */
  quote?(text: string): string;
  /** What became of the whole text. */
  whole?(text: string): string;
};
export const BY_THE_RULE: ParameterLayout = {
  equals: '=',
  joiner: '&',
  hasNames: true,
  before: '',
  behind: '',
};

/** `isEverywhere`: the canonical text has it too. */
export type KeyHash = {
  name: 'md5' | 'sha1' | 'sha256';
  form: 'hex' | 'upper-hex' | 'bytes';
  isEverywhere: boolean;
};

/**
 * A signature calculation as data: what a profile prescribes, and what a mistake changes. All four profiles are the
 * same machine with other settings, which is why one search serves them all.
 */
export type Recipe = {
  /** `parts`: V2.0 request and kit · `parameters`: authToken · `body`: Body-Sign. */
  message: 'parts' | 'parameters' | 'body';
  accessKey: string;
  /** The bytes that the key means under the HMAC, when it was decoded first; null: its UTF-8 text. */
  decodedKey: Uint8Array | null;
  /** A hash of the key in its place: under the HMAC, and as text also in the canonical text. */
  keyHash: KeyHash | null;
  /** Before and behind the key under the HMAC: the timeStamp comes behind it in `authToken`. */
  keyPrefix: string;
  keySuffix: string;
  nonce: string;
  timestamp: string;
  body: Body;
  order: readonly Part[];
  /** The parts stand in the order of their values, whatever `order` says. */
  isSorted: boolean;
  joiner: string;
  /** What the body is called where each part has its name in front, as `nonce=…`; null: there are no names. */
  bodyName: string | null;
  inner: Inner;
  innerEncoding: InnerEncoding;
  parameters: readonly Parameter[];
  /** The query as it was sent, without its authToken; null where nobody knows it. */
  query: string | null;
  isQueryUsed: boolean;
  parameterOrder: 'ascending' | 'descending' | 'as-received' | 'ignoring-case' | 'by-value';
  layout: ParameterLayout;
  /** The bytes of the text of parameters; null: UTF-8. */
  charset: ((text: string) => Uint8Array) | null;
  outer: Outer;
  encoding: OutputEncoding;
  /** The digits that are left of a value that was cut. */
  outputLength: number;
};

export const BLANK_RECIPE: Recipe = {
  message: 'parts',
  accessKey: '',
  decodedKey: null,
  keyHash: null,
  keyPrefix: '',
  keySuffix: '',
  nonce: '',
  timestamp: '',
  body: Body.ofText(''),
  order: PARTS,
  isSorted: false,
  joiner: '',
  bodyName: null,
  inner: 'hmac',
  innerEncoding: 'hex',
  parameters: [],
  query: null,
  isQueryUsed: false,
  parameterOrder: 'ascending',
  layout: BY_THE_RULE,
  charset: null,
  outer: 'hmac',
  encoding: 'hex',
  outputLength: 0,
};

/** The recipe's timeStamp in V1.0, where it is a parameter. */
export const readTimeStamp = (parameters: readonly Parameter[]): string =>
  parameterValue(parameters, 'timeStamp') ?? '';
