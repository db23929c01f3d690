import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { GET as getDocument } from '@/app/api/v1/openapi.json/route';
import { OPERATIONS } from '@/lib/api/operations';
import { API_SCOPES, type ApiScope, type ChosenScope } from '@/lib/api-keys/rules/api-scopes';
import { database } from '@/lib/db/client';
import type { WalkStep } from './api-steps';
import { API_WALK } from './api-walk';
import { callApi, keyWith, pastOrganization } from './call-api';

type Media = { content?: Record<string, { schema?: object }> };
type Described = {
  operationId: keyof typeof API_WALK;
  security: { apiKey: [ApiScope] }[];
  requestBody?: Media & { content: Record<string, { schema: object; example: unknown }> };
  responses: Record<string, Media>;
};
type OpenApi = {
  openapi: string;
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, object> };
};

let document: OpenApi;
beforeAll(async () => {
  const response = await getDocument(new Request('http://localhost:3000/api/v1/openapi.json'));
  document = (await response.json()) as OpenApi;
});

/** Whether a value is what a schema of the document says. */
const check = (schema: object, value: unknown) =>
  z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).parse(value);

const described = (id: string) => {
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods))
      if (operation.operationId === id) return { path, method: method.toUpperCase(), operation };
  throw new Error(`${id} is not in the document`);
};

const addressOf = (path: string, { params = {}, query = '' }: WalkStep) =>
  `${path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? name)}${query === '' ? '' : `?${query}`}`;

async function expectProblem(response: Response, status: number, code: string) {
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = await response.json();
  check(document.components.schemas.Problem ?? {}, problem);
  expect(problem).toMatchObject({ status, code });
}

describe('the document', () => {
  it('describes every operation once, and the walk has them all', () => {
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(ids.toSorted()).toEqual(Object.keys(API_WALK).sort());
    expect(new Set(ids).size).toBe(OPERATIONS.length);
  });

  it('shows bodies that its own schemas take', () => {
    const bodies = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).flatMap(({ requestBody }) => requestBody?.content['application/json'] ?? []),
    );
    expect(bodies.length).toBeGreaterThan(10);
    for (const { schema, example } of bodies) check(schema, example);
  });
});

describe.each(OPERATIONS.map(({ id }) => id))('%s', (id) => {
  it('answers a key of its scope as the document says, and no other', async () => {
    const { path, method, operation } = described(id);
    const organization = await pastOrganization();
    const step = await API_WALK[id](organization);
    const address = addressOf(path, step);
    const ask = (key: string | null) => callApi(method, address, { key, body: step.body });

    await expectProblem(await ask(null), 401, 'UNAUTHENTICATED');
    const expired = await keyWith(organization, ['WRITE']);
    await database().apiKey.updateMany({
      where: { organizationId: organization.id },
      data: { expiresAt: organization.clock.now() },
    });
    await expectProblem(await ask(expired), 401, 'UNAUTHENTICATED');
    await database().apiKey.deleteMany({ where: { organizationId: organization.id } });
    await expectProblem(await ask(expired), 401, 'UNAUTHENTICATED');

    const scope = operation.security[0]?.apiKey[0];
    const keys = new Map<ApiScope, string>();
    for (const one of API_SCOPES)
      keys.set(one, await keyWith(organization, one === 'READ' ? [] : [one as ChosenScope]));
    if (scope !== 'READ')
      for (const [one, key] of keys) if (one !== scope) await expectProblem(await ask(key), 403, 'FORBIDDEN');

    if (path.includes('{')) {
      const stranger = await keyWith(
        await pastOrganization(),
        scope === 'READ' ? [] : [scope as ChosenScope],
      );
      await expectProblem(await ask(stranger), 404, 'NOT_FOUND');
    }

    const askers = scope === 'READ' ? [...keys.values()] : [keys.get(scope as ApiScope) ?? ''];
    for (const key of askers) {
      const response = await ask(key);
      const text = await response.text();
      expect(Object.keys(operation.responses), text).toContain(String(response.status));
      const { content } = operation.responses[response.status] ?? {};
      if (!content) expect(text).toBe('');
      else if (content['application/json']?.schema)
        check(content['application/json'].schema, JSON.parse(text));
      else {
        expect(Object.keys(content)).toContain(response.headers.get('content-type'));
        expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename=/);
        expect(text).not.toBe('');
      }
    }
  });
});
