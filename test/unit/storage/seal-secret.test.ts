import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSealedWithCurrentKey, openSecret, resealSecret, sealSecret } from '@/lib/storage/seal-secret';

const makeKey = (id: string, fill: number) => ({ id, key: new Uint8Array(32).fill(fill) });
const OLD = makeKey('2025', 1);
const NEW = makeKey('2026', 2);
const CONTEXT = 'login-profile:a';

/** The same text with one character of one JWE part replaced by another of its alphabet. */
function alter(sealed: string, position: number): string {
  const at = position % sealed.length;
  const replacement = sealed[at] === 'A' ? 'B' : 'A';
  return sealed[at] === '.'
    ? `${sealed.slice(0, at)}${sealed.slice(at + 1)}`
    : sealed.slice(0, at) + replacement + sealed.slice(at + 1);
}

describe('a sealed secret', () => {
  it('opens to the same text in its own context', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string(), async (value, context) => {
        const sealed = await sealSecret(value, context, [NEW]);
        expect(await openSecret(sealed, context, [NEW])).toEqual({ ok: true, value });
      }),
    );
  });

  it('keeps a leading byte order mark, which is part of the secret', async () => {
    const sealed = await sealSecret('\uFEFFpassword', CONTEXT, [NEW]);
    expect(await openSecret(sealed, CONTEXT, [NEW])).toEqual({ ok: true, value: '\uFEFFpassword' });
  });

  it('differs each time and holds nothing of the text', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => sealSecret('planted-secret', CONTEXT, [NEW])));
    expect(first).not.toBe(second);
    const readable = (first ?? '')
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    expect(readable.join()).not.toContain('planted-secret');
  });

  it('does not open in another context', async () => {
    const sealed = await sealSecret('secret', CONTEXT, [NEW]);
    expect(await openSecret(sealed, 'login-profile:b', [NEW])).toEqual({
      ok: false,
      reason: 'WRONG_CONTEXT',
    });
  });

  it('does not open when any character of it was changed', async () => {
    const sealed = await sealSecret('a secret of some length', CONTEXT, [NEW]);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: sealed.length - 1 }), async (position) => {
        const opened = await openSecret(alter(sealed, position), CONTEXT, [NEW]);
        // The last character of a base64url part may carry bits that stand for nothing: then it is the same secret.
        if (opened.ok) expect(opened.value).toBe('a secret of some length');
        else expect(['TAMPERED', 'UNKNOWN_KEY']).toContain(opened.reason);
      }),
    );
    expect(await openSecret(alter(sealed, sealed.lastIndexOf('.') + 3), CONTEXT, [NEW])).toEqual({
      ok: false,
      reason: 'TAMPERED',
    });
  });

  it.each(['', 'plain text', 'a.b.c.d.e', '{}', '....'])('is not %j', async (text) => {
    expect(await openSecret(text, CONTEXT, [NEW])).toEqual({ ok: false, reason: 'TAMPERED' });
  });

  it('does not open with another key of the same id', async () => {
    const sealed = await sealSecret('secret', CONTEXT, [NEW]);
    expect(await openSecret(sealed, CONTEXT, [makeKey('2026', 9)])).toEqual({
      ok: false,
      reason: 'TAMPERED',
    });
  });
});

describe('key rotation', () => {
  it('opens old secrets and seals with the first key', async () => {
    const sealed = await sealSecret('secret', CONTEXT, [OLD]);
    const keys = [NEW, OLD];
    expect(await openSecret(sealed, CONTEXT, keys)).toEqual({ ok: true, value: 'secret' });
    expect(isSealedWithCurrentKey(sealed, keys)).toBe(false);

    const resealed = await resealSecret(sealed, CONTEXT, keys);
    expect(resealed).toMatchObject({ ok: true, isChanged: true });
    const moved = resealed.ok ? resealed.sealed : '';
    expect(isSealedWithCurrentKey(moved, keys)).toBe(true);
    expect(await openSecret(moved, CONTEXT, [NEW])).toEqual({ ok: true, value: 'secret' });
    expect(await resealSecret(moved, CONTEXT, keys)).toEqual({ ok: true, sealed: moved, isChanged: false });
  });

  it('says so when the key is gone', async () => {
    const sealed = await sealSecret('secret', CONTEXT, [OLD]);
    expect(await openSecret(sealed, CONTEXT, [NEW])).toEqual({ ok: false, reason: 'UNKNOWN_KEY' });
    expect(await resealSecret(sealed, CONTEXT, [NEW])).toEqual({ ok: false, reason: 'UNKNOWN_KEY' });
  });

  it('keeps the context while moving', async () => {
    const sealed = await sealSecret('secret', CONTEXT, [OLD]);
    expect(await resealSecret(sealed, 'elsewhere', [NEW, OLD])).toEqual({
      ok: false,
      reason: 'WRONG_CONTEXT',
    });
  });
});
