import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { formAction } from '@/app/form-action';
import { readText } from '@/app/form-controls';
import { AppError } from '@/lib/core/errors';

const CONTEXT = { actor: { userId: 'u-1' } };

// What Next gives an action while it runs.
vi.mock('next/cache', () => ({ refresh: () => undefined }));
vi.mock('next/headers', () => ({ headers: async () => new Headers({ 'x-request-id': 'req-12345678' }) }));
vi.mock('next-intl/server', () => ({ getLocale: async () => 'en' }));
const session = vi.hoisted(() => ({ isOver: false }));
vi.mock('@/app/current-actor', () => ({
  requireActionContext: async () => {
    if (session.isOver) throw new AppError('UNAUTHENTICATED', { message: 'codes.UNAUTHENTICATED' });
    return CONTEXT;
  },
}));

function makeForm(controls: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(controls)) form.set(name, value);
  return form;
}

const echo = async (context: unknown, input: unknown) => ({ context, input, secret: 'k' });

describe('formAction', () => {
  it('gives the verb the person and each control by its name, and says only that it worked', async () => {
    let got: unknown;
    const action = formAction('x', async (context, input: unknown) => {
      got = { context, input };
      return { secret: 'k' };
    });
    expect(await action(null, makeForm({ name: 'Ledger', version: '2' }))).toEqual({
      ok: true,
      value: undefined,
    });
    expect(got).toEqual({ context: CONTEXT, input: { name: 'Ledger', version: '2' } });
  });

  it('reads and answers as declared', async () => {
    const action = formAction('x', echo, {
      read: readText('assetId'),
      answer: ({ input }, form) => ({ input, name: form.get('name') }),
    });
    expect(await action(null, makeForm({ assetId: 'a-1', name: 'Ledger' }))).toEqual({
      ok: true,
      value: { input: 'a-1', name: 'Ledger' },
    });
  });

  it('reads nothing of the form for who is not signed in', async () => {
    session.isOver = true;
    onTestFinished(() => {
      session.isOver = false;
    });
    const form = makeForm({ name: 'Ledger' });
    let reads = 0;
    const counting = new Proxy(form, {
      get: (target, name) => {
        reads += 1;
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
    const read = () => {
      throw new TypeError('read');
    };
    for (const action of [formAction('x', echo), formAction('x', echo, { read })])
      expect(await action(null, counting)).toMatchObject({ ok: false, error: { code: 'UNAUTHENTICATED' } });
    expect(reads).toBe(0);
  });

  it('calls nothing without a form', async () => {
    let calls = 0;
    const action = formAction('x', async () => {
      calls += 1;
    });
    expect(await action(null, 'text' as unknown as FormData)).toMatchObject({
      ok: false,
      error: { code: 'VALIDATION' },
    });
    expect(calls).toBe(0);
  });
});
