import { describe, expect, it, vi } from 'vitest';
import { runAction } from '@/app/run-action';
import { notFound } from '@/lib/core/errors';

// What Next gives an action while it runs.
vi.mock('next/cache', () => ({ refresh: () => undefined }));
vi.mock('next/headers', () => ({ headers: async () => new Headers({ 'x-request-id': 'req-12345678' }) }));
vi.mock('next-intl/server', () => ({ getLocale: async () => 'en' }));

const code = async (form: unknown, work: (form: FormData) => unknown = (one) => one.get('name')) => {
  const result = await runAction('x', form as FormData, async () => work(form as FormData));
  return result.ok ? 'DONE' : result.error.code;
};

describe('runAction', () => {
  it('answers with the value of the verb', async () => {
    const form = new FormData();
    form.set('name', 'Ledger');
    expect(await runAction('x', form, async () => form.get('name'))).toEqual({ ok: true, value: 'Ledger' });
  });

  it.each([[undefined], ['text'], [7], [true], [{ get: 1 }], [[['name', 'x']]], [new Map([['name', 'x']])]])(
    'calls nothing for %s in the place of a form, and says that it is invalid',
    async (form) => {
      let calls = 0;
      const outcome = await code(form, () => {
        calls += 1;
      });
      expect([outcome, calls]).toEqual(['VALIDATION', 0]);
    },
  );

  it('tells what a verb refuses, and hides what failed', async () => {
    const refuse = (error: unknown) => () => {
      throw error;
    };
    expect(await code(new FormData(), refuse(notFound('asset')))).toBe('NOT_FOUND');
    const result = await runAction('x', new FormData(), refuse(new Error('secret')) as () => Promise<void>);
    expect(result).toMatchObject({ ok: false, error: { code: 'INTERNAL', reference: 'req-12345678' } });
    expect(JSON.stringify(result)).not.toContain('secret');
    const away = Object.assign(new Error('secret'), { code: 'P1001' });
    expect(await code(new FormData(), refuse(away))).toBe('UNAVAILABLE');
  });
});
