import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { stageRows } from '@/app/components/xray/stage-rows';
import type { StoredCheck } from '@/lib/messages/message-record';
import { compareStages, KEY_PLACES } from '@/lib/response-checks/signature/compare-stages';
import { type SignedAttempt, signatureStages } from '@/lib/response-checks/signature/signature-stages';
import { toBytes } from '@/lib/signing/encoding';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { signV1Body, stagesV1BodySign } from '@/lib/signing/profiles/v1-body-sign';
import { stagesV2Request } from '@/lib/signing/profiles/v2-request';

const KEY = 'planted-access-key-51c9';
const OLD_KEY = 'planted-access-key-of-before';
const BODY = toBytes('{"resultCode":"000000","password":"Pl4nt3d-pass"}');
const REQUEST = toBytes('{"activity":"newInstance","mobilePhone":"+8613800000000"}');

const right = stagesV1BodySign({ accessKey: KEY, body: BODY }, nodePrimitives).signature;
const request = stagesV2Request(
  { accessKey: KEY, nonce: '0123456789abcdef', timestamp: '1775000000000', body: REQUEST },
  nodePrimitives,
).signature.toUpperCase();

const mismatch = (changes: Partial<StoredCheck> = {}): StoredCheck => ({
  code: 'BODY_SIGN_MISMATCH',
  state: 'fail',
  field: null,
  expected: right,
  seen: null,
  message: null,
  ...changes,
});

const signed = (changes: Partial<SignedAttempt>): SignedAttempt => ({
  url: `https://saas.example.com/produce?signature=${request}&timestamp=1775000000000&nonce=0123456789abcdef`,
  requestHead: [['Content-Type', 'application/json']],
  requestBody: REQUEST,
  responseHead: null,
  checks: [],
  explanations: [],
  response: null,
  ...changes,
});

const answered = (header: string, check = mismatch()) =>
  signed({ responseHead: [['Body-Sign', header]], response: BODY, checks: [check] });
const withSpace = toBytes('{"resultCode": "000000", "password": "Pl4nt3d-pass"}');
const spaced = answered(signV1Body({ accessKey: KEY, body: withSpace }, nodePrimitives));
const refused = (mistakes: string) =>
  signed({ explanations: [{ code: 'SELLER_MISTAKE', values: { mistakes, alternatives: '' }, mark: null }] });

const readStages = (attempt: SignedAttempt, keys = [KEY]) => signatureStages(attempt, keys, nodePrimitives);
function shown(attempt: SignedAttempt, isRevealed = false, keys = [KEY, OLD_KEY]) {
  const compared = readStages(attempt, keys);
  if (!compared) throw new Error('nothing to compare');
  return compareStages(compared, keys, isRevealed ? { isRevealed } : { isRevealed, secrets: [] });
}

describe('the calculation behind a wrong Body-Sign', () => {
  it('stands beside the right one, with the first difference in the bytes', () => {
    const stages = shown(spaced, true);
    expect(stages).toMatchObject({ profile: 'v1-body-sign', isUnexplained: false });
    expect(stages.differing[0]).toBe('raw');
    expect(stages.ours).toMatchObject({ raw: new TextDecoder().decode(BODY), digest: right });
    expect(stages.theirs.raw).toContain('": "');
  });

  it('hides sensitive values from who has not revealed it, and shows both values whole', () => {
    const { ours, theirs, differing } = shown(spaced);
    expect(JSON.stringify([ours, theirs])).not.toContain('Pl4nt3d');
    expect(ours.digest).toBe(right);
    expect(theirs.digest).toBe(
      stagesV1BodySign({ accessKey: KEY, body: withSpace }, nodePrimitives).signature,
    );
    expect(differing).toEqual(['raw', 'canonical', 'digest']);
  });

  it('is known in its last stage only where no known mistake leads to it', () => {
    const other = toBytes('{"resultCode":"000000","password":"Pl4nt3d-pass\\n"}');
    const value = signV1Body({ accessKey: KEY, body: other }, nodePrimitives);
    const stages = shown(answered(value));
    expect(stages.isUnexplained).toBe(true);
    expect(stages.theirs).toMatchObject({ raw: null, digest: expect.any(String) });
  });

  it('is said to differ where only a masked value does', () => {
    const [raw, hash] = stageRows({ ...shown(spaced), theirs: shown(spaced).ours });
    expect(raw).toMatchObject({ state: 'differs', isMasked: true });
    expect(hash).toEqual({ stage: 'hash', state: 'absent' });
  });

  it('is looked for under the key that was right then', () => {
    const header = signV1Body({ accessKey: KEY, body: withSpace }, nodePrimitives);
    expect(readStages(answered(header), [OLD_KEY, KEY])?.accessKey).toBe(KEY);
    expect(readStages(answered(header), [OLD_KEY])).toBeNull();
  });

  it('names an old key by a word, never by itself', () => {
    const header = signV1Body({ accessKey: OLD_KEY, body: BODY }, nodePrimitives);
    const stages = shown(answered(header, mismatch({ code: 'BODY_SIGN_OLD_KEY', state: 'warn' })), true);
    expect(stages.differing).toEqual(['digest']);
    expect(JSON.stringify(stages)).not.toContain('planted-access-key');
  });

  it.each(['pass', 'not-run'] as const)('is not shown where the check is %s', (state) => {
    expect(readStages({ ...spaced, checks: [mismatch({ state })] })).toBeNull();
  });
});

describe('the calculation of a seller that refuses right requests', () => {
  it('is that of the named mistake, from the bytes that were sent', () => {
    const stages = shown(refused('inner-upper-case'), true);
    expect(stages).toMatchObject({ profile: 'v2-request', differing: ['hash', 'canonical', 'digest'] });
    expect(stages.theirs.hash).toBe(stages.ours.hash?.toUpperCase());
    expect(stages.ours.digest).toBe(request);
    expect(stages.ours.canonical).toContain(KEY_PLACES.accessKey);
  });

  it('is that of two mistakes made together', () => {
    expect(shown(refused('inner-swapped, outer-swapped')).differing).toEqual(['hash', 'canonical', 'digest']);
  });

  it('shows both hashes whole where nothing in the body is hidden', () => {
    const openBody = toBytes('{"activity":"queryInstance","instanceId":"i-1"}');
    const parts = { accessKey: KEY, nonce: '0123456789abcdef', timestamp: '1775000000000', body: openBody };
    const { signature, bodyHash } = stagesV2Request(parts, nodePrimitives);
    const url = `https://a.example/?signature=${signature}&timestamp=1775000000000&nonce=0123456789abcdef`;
    const { ours, theirs } = shown({ ...refused('inner-plain-sha256'), url, requestBody: openBody });
    expect(ours.hash).toBe(bodyHash);
    expect(ours.canonical).toContain(bodyHash);
    expect(theirs.hash).toBe(createHash('sha256').update(openBody).digest('hex'));
    expect(ours.digest).not.toContain(signature.slice(0, 16));
  });

  it('shows the hash under the key whole, whatever is hidden in the body', () => {
    const { ours, theirs } = shown(refused('inner-upper-case'));
    expect(ours.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(theirs.hash).toBe(ours.hash?.toUpperCase());
  });

  it('gives no key and, masked, neither a value, nor a hash to try values with, nor a signature', () => {
    const plain = createHash('sha256').update(REQUEST).digest('hex');
    for (const mistakes of [
      'inner-plain-sha256',
      'profile-kit',
      'key-upper-case',
      'key-newline',
      'key-other',
    ]) {
      const masked = JSON.stringify(shown(refused(mistakes)));
      expect(masked).not.toContain('13800000000');
      expect(masked).not.toContain(plain.slice(0, 24));
      expect(masked.toLowerCase()).not.toContain(request.toLowerCase().slice(0, 24));
      for (const text of [masked, JSON.stringify(shown(refused(mistakes), true))])
        expect(text.toLowerCase()).not.toContain('planted-access-key');
    }
  });

  it('is not shown for an unknown mistake, and under no key that did not sign', () => {
    expect(readStages(refused('mistake-of-tomorrow'))).toBeNull();
    expect(readStages(refused('inner-plain-sha256'), [OLD_KEY])).toBeNull();
  });
});
