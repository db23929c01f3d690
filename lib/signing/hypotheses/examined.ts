import type { Parameter } from '../canonical';
import type { RawHeaders } from '../profiles/v1-body-sign';
import { Body } from './body';
import { BLANK_RECIPE, type Recipe, readTimeStamp } from './recipe';

/** The inputs of a signed request, in the three profiles that sign one. */
export type RequestInputs = { accessKey: string; otherKeys?: readonly string[] } & (
  | { profile: 'v2-request' | 'v2-kit'; nonce: string; timestamp: string; body: Uint8Array }
  /** Parameters URL-decoded once, in wire order; an `authToken` among them is passed over. */
  | {
      profile: 'v1-auth-token';
      parameters: readonly Parameter[];
      /** As it was sent, still encoded, where that is known. */
      query?: string;
    }
);

/** A calculation to examine: its inputs, and the value that the other side produced. */
export type Examined =
  | (RequestInputs & { theirs: string })
  /** Raw headers of the response; `requestTimestamp` is that of the request it answers. */
  | {
      profile: 'v1-body-sign';
      accessKey: string;
      otherKeys?: readonly string[];
      headers: RawHeaders;
      body: Uint8Array;
      requestTimestamp?: string;
    };

/** The correct calculation. */
export function toCorrectRecipe(examined: RequestInputs | Examined): Recipe {
  const common = { ...BLANK_RECIPE, accessKey: examined.accessKey };
  if (examined.profile === 'v1-body-sign') {
    return { ...common, message: 'body', body: Body.ofBytes(examined.body.slice()), encoding: 'base64' };
  }
  if (examined.profile === 'v1-auth-token') {
    const parameters = examined.parameters.filter(([name]) => name !== 'authToken');
    return {
      ...common,
      message: 'parameters',
      parameters,
      query: queryWithoutToken(examined.query),
      keySuffix: readTimeStamp(parameters),
      encoding: 'base64',
    };
  }
  const { nonce, timestamp } = examined;
  const body = Body.ofBytes(examined.body.slice());
  return { ...common, nonce, timestamp, body, inner: examined.profile === 'v2-kit' ? 'unhashed' : 'hmac' };
}

/** The query as it was sent, without its token; null where it is not known. */
const queryWithoutToken = (query: string | undefined): string | null =>
  query
    ?.split('&')
    .filter((pair) => !pair.startsWith('authToken='))
    .join('&') ?? null;
