import { createHash, createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { pairedVariants } from '@/lib/signing/hypotheses/paired-variants';
import { nodePrimitives } from '@/lib/signing/node-primitives';

const accessKey = 'k3Yx9';
const nonce = 'n0123456789abcdef';
const timestamp = '1772352000123';
const body = '{"activity":"newInstance"}';
const inputs = { accessKey, nonce, timestamp, body: new TextEncoder().encode(body) };
const hmac = (key: string, message: string) => createHmac('sha256', key).update(message);
const sha256 = (message: string) => createHash('sha256').update(message).digest('hex');

it('makes what a wrong function makes of both hashes', () => {
  const head = accessKey + nonce + timestamp;
  const swapped = hmac(head + hmac(body, accessKey).digest('hex'), accessKey).digest('hex');
  const plain = sha256(head + sha256(body));
  const base64 = hmac(accessKey, head + hmac(accessKey, body).digest('base64')).digest('base64');
  expect(pairedVariants({ profile: 'v2-request', ...inputs }, nodePrimitives)).toEqual([
    { mistakes: ['inner-swapped', 'outer-swapped'], value: swapped },
    { mistakes: ['inner-plain-sha256', 'outer-plain-sha256'], value: plain },
    { mistakes: ['inner-base64', 'output-base64'], value: base64 },
  ]);
});

it('has no pair where there is one hash only', () => {
  expect(pairedVariants({ profile: 'v2-kit', ...inputs }, nodePrimitives)).toEqual([]);
  const parameters = [['timeStamp', '20260301080000123']] as const;
  expect(pairedVariants({ profile: 'v1-auth-token', accessKey, parameters }, nodePrimitives)).toEqual([]);
});
