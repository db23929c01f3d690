import { DELETE, GET, PATCH, POST, PUT } from '@/app/api/v1/[[...path]]/route';
import { makeApiKey } from '@/lib/api-keys/make-api-key';
import type { ChosenScope } from '@/lib/api-keys/rules/api-scopes';
import { HOUR_MS } from '@/lib/core/clock';
import { newOrganization, type TestOrganization } from '../setup/people';

export type ApiCall = {
  key?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
};

const ROUTE = new Map(Object.entries({ DELETE, GET, HEAD: GET, PATCH, POST, PUT }));

/** Sends a request through the real route. @param path below `/api/v1`, with its query */
export async function callApi(method: string, path: string, call: ApiCall = {}): Promise<Response> {
  const url = new URL(`/api/v1${path}`, 'http://localhost:3000');
  const { key = null, body, headers = {} } = call;
  const isFile = body instanceof Uint8Array;
  const isSentAsItIs = isFile || typeof body === 'string';
  const request = new Request(url, {
    method,
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined
        ? {}
        : { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isSentAsItIs ? (body as BodyInit) : JSON.stringify(body) }),
  });
  const parts = url.pathname.split('/').slice(3).map(decodeURIComponent);
  const answer = ROUTE.get(method);
  if (!answer) throw new TypeError(`the route does not know ${method}`);
  return answer(request, { params: Promise.resolve({ path: parts }) });
}

/** An organization whose clock is behind the machine's, by which the route judges. */
export const pastOrganization = (): Promise<TestOrganization> =>
  newOrganization(new Date(Date.now() - HOUR_MS).toISOString());

/** A key of the organization, made by its owner. */
export const keyWith = async (
  organization: TestOrganization,
  scopes: readonly ChosenScope[] = [],
): Promise<string> =>
  (await makeApiKey(organization.as('OWNER'), { name: `Key ${scopes.join(' ')}`, scopes })).key;

/** Everything. */
export const fullKey = (organization: TestOrganization): Promise<string> =>
  keyWith(organization, ['WRITE', 'RUN', 'SUBMIT', 'RELEASE']);
