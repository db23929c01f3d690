import { describe, expect, it } from 'vitest';
import { answerProgram } from '@/app/api/v1/answer-program';
import { expireAnswers } from '@/lib/api/answers/expire-answers';
import { createAsset } from '@/lib/assets/create-asset';
import { systemContext } from '@/lib/auth/actor';
import { countAttempt } from '@/lib/auth/count-attempt';
import { HOUR_MS, MINUTE_MS } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { API_ANSWER_HOURS, API_BODY_KIB, API_REQUESTS_A_MINUTE } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { newOrganization } from '../setup/people';
import { callApi, fullKey, keyWith, pastOrganization } from './call-api';

const LEDGER = { category: 'SAAS', name: 'Ledger' };
const countAssets = (organizationId: string) => database().asset.count({ where: { organizationId } });

/** What a program sees of a refusal. */
async function refusal(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  const { status, code, errors } = (await response.json()) as Record<string, unknown>;
  expect(status).toBe(response.status);
  return { status, code, ...(errors === undefined ? {} : { errors }) };
}

describe('a request to the API', () => {
  it('is refused by what HTTP says before a verb hears of it', async () => {
    const key = await fullKey(await pastOrganization());
    const nowhere = await callApi('GET', '/nothing', { key });
    expect(await refusal(nowhere)).toEqual({ status: 404, code: 'NOT_FOUND' });
    for (const path of ['', '/assets/no-id', `/assets/${newId().toUpperCase()}`, '/assets/%00', '/assets//'])
      expect(await refusal(await callApi('GET', path, { key }))).toMatchObject({ status: 404 });
    const other = await callApi('PUT', '/assets', { key, body: {} });
    expect(other.headers.get('allow')).toBe('GET, POST');
    expect(await refusal(other)).toEqual({ status: 405, code: 'METHOD_NOT_ALLOWED' });
    const html = await callApi('GET', '/assets', { key, headers: { accept: 'text/html' } });
    expect(await refusal(html)).toEqual({ status: 406, code: 'NOT_ACCEPTABLE' });
    const any = await callApi('GET', '/assets', { key, headers: { accept: 'text/html, */*;q=0.1' } });
    expect(any.status).toBe(200);
  });

  it('takes the key in its header only, and no cookie', async () => {
    const key = await fullKey(await pastOrganization());
    for (const answer of [
      await callApi('GET', `/assets?key=${key}&access_token=${key}`),
      await callApi('GET', '/assets', { headers: { cookie: `preflight=${key}`, 'x-api-key': key } }),
      await callApi('GET', '/assets', { headers: { authorization: `Basic ${key}` } }),
    ]) {
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="Preflight"');
      expect(await refusal(answer)).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
    }
    expect((await callApi('GET', '/assets', { headers: { authorization: `bearer ${key}` } })).status).toBe(
      200,
    );
  });

  it.each([
    ['text', 'application/x-www-form-urlencoded', 'name=Ledger', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['another charset', 'application/json; charset=utf-16', '{}', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['half a body', 'application/json', '{"name":', 422, 'VALIDATION'],
    ['nothing', 'application/json', '', 422, 'VALIDATION'],
    ['a list', 'application/json; charset=UTF-8', '[]', 422, 'VALIDATION'],
    ['deep nesting', 'application/json', '['.repeat(100_000) + ']'.repeat(100_000), 422, 'VALIDATION'],
    ['NUL', 'application/json', '{"category":"SAAS","name":"a\\u0000b"}', 201, undefined],
    [
      'a prototype',
      'application/json',
      '{"category":"SAAS","name":"a","__proto__":{"x":1}}',
      422,
      'VALIDATION',
    ],
    ['a name twice', 'application/json', '{"category":"SAAS","name":"a","name":"b"}', 201, undefined],
    ['a large body', 'application/json', `"${'a'.repeat(API_BODY_KIB * 1_024)}"`, 413, 'CONTENT_TOO_LARGE'],
  ])('has a body that is read with care: %s', async (_what, type, body, status, code) => {
    const organization = await pastOrganization();
    const key = await fullKey(organization);
    const response = await callApi('POST', '/assets', { key, body, headers: { 'content-type': type } });
    expect(response.status).toBe(status);
    if (status === 201) expect(await countAssets(organization.id)).toBe(1);
    else expect(await refusal(response)).toMatchObject({ status, code });
    expect(Object.prototype).not.toHaveProperty('x');
  });

  it('hears which values cannot be used, in its language, and where they are', async () => {
    const key = await fullKey(await pastOrganization());
    const body = { category: 'X', name: '', more: 1 };
    const response = await callApi('POST', '/assets', { key, body, headers: { 'accept-language': 'zh-CN' } });
    const problem = (await response.json()) as {
      detail: string;
      errors: { pointer: string; detail: string }[];
    };
    expect(problem.errors.map(({ pointer }) => pointer)).toEqual(['#/category', '#/name', '#/more']);
    expect(problem.errors[2]?.detail).toBe('没有这个字段。');
    for (const query of [
      'limit=0',
      'limit=101',
      'limit=a',
      'cursor=',
      'cursor=abc',
      'cursor=YQ',
      'page=2',
      'limit=1&limit=2',
    ])
      expect(await refusal(await callApi('GET', `/assets?${query}`, { key }))).toMatchObject({
        code: 'VALIDATION',
        errors: [{ parameter: query.split('=')[0] }],
      });
  });

  it('reaches nothing of another organization', async () => {
    const [ours, theirs] = [await pastOrganization(), await pastOrganization()];
    const { id } = await createAsset(theirs.as('EDITOR'), LEDGER);
    const key = await fullKey(ours);
    for (const [method, body] of [['GET'], ['PATCH', { version: 1, name: 'Mine' }], ['DELETE']] as const)
      expect(await refusal(await callApi(method, `/assets/${id}`, { key, body }))).toMatchObject({
        status: 404,
      });
    const list = await (await callApi('GET', '/assets', { key })).json();
    expect(list).toEqual({ data: [], next: null });
  });
});

describe('a list', () => {
  it('is read page by page, whatever is added meanwhile', async () => {
    const organization = await pastOrganization();
    const key = await keyWith(organization);
    const add = (name: string) => createAsset(organization.as('EDITOR'), { category: 'SAAS', name });
    for (const name of ['1', '2', '3', '4', '5']) await add(name);
    const names: string[] = [];
    let path: string | undefined = '/assets?limit=2';
    while (path !== undefined) {
      const response: Response = await callApi('GET', path, { key });
      const { data, next } = (await response.json()) as { data: { name: string }[]; next: string | null };
      names.push(...data.map(({ name }) => name));
      const link: string | undefined = /^<\/api\/v1(.+)>; rel="next"$/.exec(
        response.headers.get('link') ?? '',
      )?.[1];
      expect(link === undefined).toBe(next === null);
      path = link;
      await add(`added after ${names.length}`);
    }
    expect(names).toEqual(['5', '4', '3', '2', '1']);
  });
});

describe('an ETag', () => {
  it('saves reading again what is known', async () => {
    const organization = await pastOrganization();
    const key = await keyWith(organization);
    const { id } = await createAsset(organization.as('EDITOR'), LEDGER);
    const first = await callApi('GET', `/assets/${id}`, { key });
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toBe('private, no-cache, no-transform');
    for (const known of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const again = await callApi('GET', `/assets/${id}`, { key, headers: { 'if-none-match': known } });
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    }
    const other = await callApi('GET', `/assets/${id}`, { key, headers: { 'if-none-match': '"x"' } });
    expect(other.status).toBe(200);
  });

  it('keeps a change from going over another one', async () => {
    const organization = await pastOrganization();
    const key = await fullKey(organization);
    const { id } = await createAsset(organization.as('EDITOR'), LEDGER);
    const etag = (await callApi('GET', `/assets/${id}`, { key })).headers.get('etag') ?? '';
    const change = (name: string, headers: Record<string, string>, version?: number) =>
      callApi('PATCH', `/assets/${id}`, { key, body: { name, version }, headers });
    expect((await change('First', { 'if-match': etag })).status).toBe(200);
    expect(await refusal(await change('Second', { 'if-match': etag }))).toEqual({
      status: 412,
      code: 'PRECONDITION_FAILED',
    });
    expect(await refusal(await change('Third', {}))).toMatchObject({ errors: [{ pointer: '#/version' }] });
    expect(await refusal(await change('Fourth', {}, 1))).toEqual({ status: 409, code: 'CONFLICT' });
    const gone = await callApi('DELETE', `/assets/${id}`, { key, headers: { 'if-match': etag } });
    expect(gone.status).toBe(412);
    expect((await change('Fifth', { 'if-match': '*' })).status).toBe(200);
  });
});

describe('an idempotency key', () => {
  const create = (key: string, idempotencyKey: string, body: unknown = LEDGER) =>
    callApi('POST', '/assets', { key, body, headers: { 'idempotency-key': idempotencyKey } });

  it('does the same request once, and answers alike', async () => {
    const organization = await pastOrganization();
    const key = await fullKey(organization);
    const first = await create(key, 'one');
    const again = await create(key, 'one');
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(first.headers.has('idempotency-replayed')).toBe(false);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect([again.status, await again.text()]).toEqual([201, await first.text()]);
    expect(await countAssets(organization.id)).toBe(1);
    const other = await create(key, 'one', { ...LEDGER, name: 'Other' });
    expect(await refusal(other)).toEqual({ status: 422, code: 'VALIDATION' });
    const stranger = await pastOrganization();
    expect((await create(await fullKey(stranger), 'one')).status).toBe(201);
  });

  it('does one of many at once', async () => {
    const organization = await pastOrganization();
    const key = await fullKey(organization);
    const answers = await Promise.all(Array.from({ length: 8 }, () => create(key, 'one')));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
    expect(statuses).toContain(201);
    expect(await countAssets(organization.id)).toBe(1);
  });

  it('is free again after a refusal, which changed nothing', async () => {
    const organization = await pastOrganization();
    const key = await fullKey(organization);
    await createAsset(organization.as('EDITOR'), LEDGER);
    expect((await create(key, 'one')).status).toBe(422);
    await database().asset.updateMany({
      where: { organizationId: organization.id },
      data: { name: 'Older' },
    });
    expect((await create(key, 'one')).status).toBe(201);
  });

  it('stays taken while nobody knows what became of the request', async () => {
    const organization = await pastOrganization();
    const key = await fullKey(organization);
    await create(key, 'one');
    await database().apiAnswer.updateMany({
      where: { key: { organizationId: organization.id } },
      data: { status: null },
    });
    expect(await refusal(await create(key, 'one'))).toEqual({ status: 409, code: 'CONFLICT' });
  });

  it('is forgotten after a day, and deleted', async () => {
    const organization = await newOrganization();
    const { clock } = organization;
    const key = await fullKey(organization);
    const send = () =>
      answerProgram(
        clock,
        new Request('http://localhost:3000/api/v1/assets', {
          method: 'POST',
          headers: {
            authorization: `Bearer ${key}`,
            'content-type': 'application/json',
            'idempotency-key': 'one',
          },
          body: JSON.stringify(LEDGER),
        }),
        ['assets'],
      );
    expect((await send()).status).toBe(201);
    clock.advanceMs(API_ANSWER_HOURS * HOUR_MS - 1);
    expect((await send()).headers.get('idempotency-replayed')).toBe('true');
    clock.advanceMs(1);
    // The name is taken by now: it was done anew.
    expect((await send()).status).toBe(422);
    await database().asset.updateMany({
      where: { organizationId: organization.id },
      data: { name: 'Older' },
    });
    expect((await send()).status).toBe(201);
    const kept = () => database().apiAnswer.count({ where: { key: { organizationId: organization.id } } });
    const cron = () => expireAnswers(systemContext('cron', clock));
    clock.advanceMs(API_ANSWER_HOURS * HOUR_MS - 1);
    await cron();
    expect(await kept()).toBe(1);
    clock.advanceMs(1);
    await cron();
    expect(await kept()).toBe(0);
  });

  it.each(['', ' ', 'a b', 'ä', 'a'.repeat(256)])('is visible text: not %j', async (idempotencyKey) => {
    const key = await fullKey(await pastOrganization());
    const response = await create(key, idempotencyKey);
    expect(await refusal(response)).toEqual({ status: 422, code: 'VALIDATION' });
  });
});

describe('the limit of a key', () => {
  it('is told with each answer, and holds for a minute', async () => {
    const organization = await newOrganization();
    const { clock } = organization;
    const key = await keyWith(organization);
    const ask = () =>
      answerProgram(
        clock,
        new Request('http://localhost:3000/api/v1/assets', { headers: { authorization: `Bearer ${key}` } }),
        ['assets'],
      );
    const left = (response: Response) => Number(response.headers.get('ratelimit-remaining'));
    const first = await ask();
    expect(first.headers.get('ratelimit-limit')).toBe(String(API_REQUESTS_A_MINUTE));
    expect(left(first)).toBe(API_REQUESTS_A_MINUTE - 1);
    const { id } = await database().apiKey.findFirstOrThrow({ where: { organizationId: organization.id } });
    for (let count = 1; count < API_REQUESTS_A_MINUTE; count++) await countAttempt(clock, 'api.key', id);
    const refused = await ask();
    expect([refused.status, left(refused), refused.headers.get('retry-after')]).toEqual([429, 0, '60']);
    expect(await refusal(refused)).toEqual({ status: 429, code: 'LIMIT_EXCEEDED' });
    clock.advanceMs(MINUTE_MS);
    expect((await ask()).status).toBe(200);
  });
});
