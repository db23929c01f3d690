import { encode } from 'next-auth/jwt';
import { expect, it } from 'vitest';
import { openSessionCookie } from '@/app/open-session-cookie';

const SECRET = 'a-secret-of-this-test-0123456789';
const seal = (content: object, maxAge?: number) => encode({ token: { ...content }, secret: SECRET, maxAge });

it('a cookie names its session, again and again', async () => {
  const [one, other] = [await seal({ sid: 'one' }), await seal({ sid: 'other' })];
  for (const _round of [1, 2])
    expect([await openSessionCookie(one, SECRET), await openSessionCookie(other, SECRET)]).toEqual([
      'one',
      'other',
    ]);
});

it('a cookie that was opened is not open to another secret', async () => {
  const token = await seal({ sid: 'one' });
  expect(await openSessionCookie(token, SECRET)).toBe('one');
  expect(await openSessionCookie(token, `${SECRET}, another`)).toBeNull();
});

it.each([
  ['has run out', () => seal({ sid: 'one' }, -60)],
  ['names no session', () => seal({ sub: 'one' })],
  ['was never sealed', async () => 'not.a.sealed.token.at-all'],
])('a cookie that %s names none', async (_what, make) => {
  const token = await make();
  for (const _round of [1, 2]) expect(await openSessionCookie(token, SECRET)).toBeNull();
});

it('the oldest are opened again when there are many', async () => {
  const first = await seal({ sid: 'first' });
  await openSessionCookie(first, SECRET);
  const many = await Promise.all(Array.from({ length: 1_100 }, (_, n) => seal({ sid: `s${n}` })));
  for (const [n, token] of many.entries()) expect(await openSessionCookie(token, SECRET)).toBe(`s${n}`);
  expect(await openSessionCookie(first, SECRET)).toBe('first');
});
