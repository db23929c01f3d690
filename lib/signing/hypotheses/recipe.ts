import { type Parameter, parameterValue } from '../canonical';
import { Body } from './body';

/** How the body enters the canonical text of V2.0. */
export type Inner =
  | 'hmac'
  | 'swapped-hmac'
  | 'hmac-sha1'
  | 'plain-sha256'
  | 'plain-sha1'
  | 'key-and-body'
  | 'body-and-key'
  | 'unhashed';
export type InnerEncoding = 'hex' | 'upper-hex' | 'base64' | 'bytes' | 'base64-of-hex' | 'zeros-lost';
export type Outer =
  | 'hmac'
  | 'swapped-hmac'
  | 'plain-sha256'
  | 'hmac-sha1'
  | 'plain-sha1'
  | 'key-and-text'
  | 'text-and-key'
  | 'hashed-text';
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
  | 'hex-first-half';

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
};

export const BLANK_RECIPE: Recipe = {
  message: 'parts',
  accessKey: '',
  decodedKey: null,
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
};

/** The recipe's timeStamp in V1.0, where it is a parameter. */
export const readTimeStamp = (parameters: readonly Parameter[]): string =>
  parameterValue(parameters, 'timeStamp') ?? '';
