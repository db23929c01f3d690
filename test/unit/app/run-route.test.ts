import { describe, expect, it } from 'vitest';
import { runRoute } from '@/app/run-route';
import { conflict, limitExceeded, notFound } from '@/lib/core/errors';

const request = (headers: Record<string, string> = {}) => new Request('http://localhost/api/x', { headers });
const refuse = (error: unknown) => async () => {
  throw error;
};

describe('runRoute', () => {
  it('answers a value as JSON that nobody caches, and a Response as it is', async () => {
    const json = await runRoute('x', request(), async () => ({ a: 1 }));
    expect(json.headers.get('cache-control')).toBe('no-store');
    expect(await json.json()).toEqual({ a: 1 });
    const own = new Response('file');
    expect(await runRoute('x', request(), async () => own)).toBe(own);
  });

  it.each([
    [notFound('asset'), 404, 'NOT_FOUND'],
    [conflict('validation'), 409, 'CONFLICT'],
    [limitExceeded('validation'), 429, 'LIMIT_EXCEEDED'],
  ])('answers %s with status %i', async (error, status, code) => {
    const response = await runRoute('x', request(), refuse(error));
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { code, fields: [] } });
  });

  it('speaks the language of the cookie, else of the header', async () => {
    const message = async (headers: Record<string, string>) => {
      const response = await runRoute('x', request(headers), refuse(notFound('asset')));
      return (await response.json()).error.message;
    };
    expect(await message({ 'accept-language': 'zh' })).toMatch(/此资产/);
    expect(await message({ 'accept-language': 'zh', cookie: 'a=b; preflight-locale=en' })).toMatch(
      /This asset/,
    );
  });

  it('hides an unexpected failure behind the reference of the request', async () => {
    const response = await runRoute(
      'x',
      request({ 'x-request-id': 'req-12345678' }),
      refuse(new Error('secret')),
    );
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).not.toContain('secret');
    expect(JSON.parse(text).error.reference).toBe('req-12345678');
  });

  it('makes its own reference when the header is no id', async () => {
    const response = await runRoute('x', request({ 'x-request-id': '<script>' }), refuse(notFound('asset')));
    expect((await response.json()).error.reference).toMatch(/^[0-9a-f-]{36}$/);
  });
});
