import { describe, expect, it } from 'vitest';
import { diagnoseSignature, MOST_CALLS } from '@/lib/connection-tests/engine/diagnose-signature';
import type { CallDeps } from '@/lib/connection-tests/engine/item-result';
import { fixedClock } from '@/lib/core/clock';
import type { Outbound, OutboundRequest } from '@/lib/http/exchange';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { sampleRequest } from '@/lib/koogallery/sample-request';
import { decodeQuery, parameterValue, readQuery } from '@/lib/signing/canonical';
import { pairedVariants } from '@/lib/signing/hypotheses/paired-variants';
import { signedVariants, valuesOfMistake } from '@/lib/signing/hypotheses/signed-variants';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { stagesV1AuthToken } from '@/lib/signing/profiles/v1-auth-token';
import { examineMessage, recogniseProfile } from '@/lib/signing/wire-message';
import { ACCESS_KEY, depsWith, testClock } from '../adversarial/call-deps';
import { makeExchange, makeFailure } from '../response-checks/exchanges';

const OTHER_KEY = 'the-key-of-before-rotation';
const KIT_KEY = 'the-kit-key-of-this-product';

type Verifier = (seen: string, inputs: ReturnType<typeof readInputs>, request: OutboundRequest) => boolean;
type Case = { protocol: 'V2.0' | 'V1.0'; activity: string };
const CASES: readonly Case[] = [
  { protocol: 'V2.0', activity: 'newInstance' },
  { protocol: 'V2.0', activity: 'tenantSync' },
  { protocol: 'V1.0', activity: 'newInstance' },
];

/** What the call was made of, as a verifier reads it. */
function readInputs(request: OutboundRequest) {
  const message = {
    url: request.url,
    headers: request.headers ?? [],
    body: request.body ?? new Uint8Array(),
  };
  const profile = recogniseProfile(message);
  if (profile === null || profile === 'v1-body-sign') throw new Error('no request');
  const accessKey = profile === 'v2-kit' ? KIT_KEY : ACCESS_KEY;
  const read = examineMessage(profile, message, { accessKey, otherKeys: [OTHER_KEY] });
  if (!read.ok || read.examined.profile === 'v1-body-sign') throw new Error('nothing to verify');
  const { theirs, ...inputs } = read.examined;
  return { theirs, inputs };
}

/** A seller whose verifier is the test's; everything else about it is right. */
const sellerThat = (accepts: Verifier, headers: readonly (readonly [string, string])[] = []): Outbound => ({
  send: async (request) => {
    const read = readInputs(request);
    const resultCode = accepts(read.theirs, read, request) ? '000000' : '000001';
    const body = JSON.stringify({ resultCode, resultMsg: 'x' });
    const answer = makeExchange({ body, headers: [['Content-Type', 'application/json'], ...headers] });
    const { method, url, headers: head = [], body: sent = new Uint8Array() } = request;
    return { ok: true, exchange: { ...answer, request: { method, url, headers: head, body: sent } } };
  },
});

/** Compares hexadecimal in either case, as most sellers do. */
const isSame = (seen: string, value: string) =>
  seen === value || (/^[0-9a-f]+$/.test(value) && seen.toLowerCase() === value);

const makes =
  (mistake: string): Verifier =>
  (seen, { inputs }) =>
    valuesOfMistake(inputs, mistake, nodePrimitives).some((value) => isSame(seen, value));

async function diagnose(
  outbound: Outbound,
  { protocol, activity }: Case = { protocol: 'V2.0', activity: 'newInstance' },
  changes: Partial<CallDeps> = {},
) {
  const plain = depsWith(outbound, { protocol });
  const deps = {
    ...plain,
    target: { ...plain.target, kitAccessKey: KIT_KEY, previousKeys: [OTHER_KEY] },
    ...changes,
  };
  const spec = findInterface(protocol, activity);
  if (!spec) throw new Error('no interface');
  const ids = { orderId: 'o-1', orderLineId: 'l-1', instanceId: 'i-1' };
  const context = { now: deps.clock.now(), newId: deps.newId, ...ids, provisioningInfo: ['MOBILE', 'EMAIL'] };
  const result = await diagnoseSignature(spec, sampleRequest(spec, context), deps);
  return {
    result,
    codes: result?.explanations.map(({ code }) => code),
    values: result?.explanations[0]?.values,
    names: result?.messages.map(({ caseName }) => caseName),
  };
}

/** What the first call of a diagnosis is made of. */
async function inputsSent(about: Case) {
  const read: ReturnType<typeof readInputs>[] = [];
  await diagnose(
    sellerThat((_, inputs) => read.push(inputs) > 0),
    about,
  );
  if (!read[0]) throw new Error('nothing was sent');
  return read[0].inputs;
}

describe.each(CASES)('the diagnosis of $activity in $protocol', (about) => {
  it('names every mistake that it asks about, of a seller that makes it', async () => {
    const known = signedVariants(await inputsSent(about), nodePrimitives).map(
      ({ mistake }) => mistake as string,
    );
    const refusals = await diagnose(
      sellerThat(() => false),
      about,
    );
    const asked = refusals.names?.filter((name) => known.includes(name) && name !== 'key-other') ?? [];
    expect(asked.length).toBeGreaterThan(50);
    for (const mistake of new Set(asked)) {
      const { result, codes, values, names } = await diagnose(sellerThat(makes(mistake)), about);
      expect(codes, mistake).toEqual(['SELLER_MISTAKE']);
      expect(values?.mistakes).toBe(mistake);
      expect(names?.slice(-2)).toEqual([mistake, 'control']);
      expect(result?.messages.length).toBeLessThanOrEqual(MOST_CALLS);
    }
    // Some sixty diagnoses of up to ninety signed calls each.
  });

  it('says honestly when no known mistake explains the refusals', async () => {
    const { result, codes, values } = await diagnose(
      sellerThat(() => false),
      about,
    );
    expect(codes).toEqual(['SELLER_REFUSES_ALL']);
    expect(values).toEqual({ calls: result?.messages.length, key: 'unknown' });
    expect(result?.messages.length).toBeLessThanOrEqual(MOST_CALLS);
    expect(new Set(result?.messages.map(({ purpose }) => purpose))).toEqual(new Set(['DIAGNOSIS']));
  });

  it('recognises a key of before, and sends the same payload with a new nonce each time', async () => {
    const { codes, values, result } = await diagnose(sellerThat(makes('key-other')), about);
    expect(codes).toEqual(['SELLER_OTHER_KEY']);
    expect(values).toEqual({ key: 'previous' });
    const attempts = result?.messages.map(({ attempt }) => attempt) ?? [];
    const payload = ({ url, requestBody }: (typeof attempts)[number]) =>
      requestBody.length > 0
        ? new TextDecoder().decode(requestBody)
        : JSON.stringify(
            decodeQuery(readQuery(url)).filter(([name]) => !/^(timeStamp|authToken)$/.test(name)),
          );
    expect(new Set(attempts.map(payload)).size).toBe(1);
    const nonces = attempts.map(
      ({ url, requestHead }) =>
        parameterValue(decodeQuery(readQuery(url)), 'nonce') ??
        requestHead.find(([name]) => name === 'x-nonce')?.[1],
    );
    if (about.protocol === 'V2.0') expect(new Set(nonces).size).toBe(attempts.length);
  });
});

describe('the diagnosis', () => {
  const lower: Verifier = (seen, { inputs }) => {
    if (inputs.profile !== 'v2-request') return false;
    return /^[0-9a-f]+$/.test(seen) && isRight(seen, inputs);
  };
  /** The correct value is the one that no known mistake makes, and that the X-ray calls correct. */
  const isRight = (seen: string, inputs: ReturnType<typeof readInputs>['inputs']): boolean => {
    if (inputs.profile !== 'v2-request') return false;
    const { accessKey, nonce, timestamp, body } = inputs;
    const inner = nodePrimitives.hmacText('sha256', accessKey, body, 'hex');
    const value = nodePrimitives.hmacText('sha256', accessKey, accessKey + nonce + timestamp + inner, 'hex');
    return seen.toLowerCase() === value;
  };

  it('finds a comparison in lower case', async () => {
    expect((await diagnose(sellerThat(lower))).codes).toEqual(['SELLER_LOWER_CASE']);
  });

  it('finds a known mistake besides a comparison in lower case', async () => {
    const both: Verifier = (seen, read, request) =>
      seen === seen.toLowerCase() && makes('inner-plain-sha256')(seen, read, request);
    expect(await diagnose(sellerThat(both))).toMatchObject({
      codes: ['SELLER_MISTAKE', 'SELLER_LOWER_CASE'],
      values: { mistakes: 'inner-plain-sha256' },
    });
  });

  it('finds one wrong function that hashes twice', async () => {
    const plain: Verifier = (seen, { inputs }) =>
      pairedVariants(inputs, nodePrimitives).some(
        ({ mistakes, value }) => mistakes[0] === 'inner-plain-sha256' && isSame(seen, value),
      );
    expect((await diagnose(sellerThat(plain))).values?.mistakes).toBe(
      'inner-plain-sha256, outer-plain-sha256',
    );
  });

  it('finds a verifier that wants seconds', async () => {
    const seconds: Verifier = (seen, { inputs }) =>
      'timestamp' in inputs && inputs.timestamp.length === 10 && isRight(seen, inputs);
    expect((await diagnose(sellerThat(seconds))).codes).toEqual(['SELLER_SECONDS']);
  });

  it('finds a clock that is wrong, from the Date header', async () => {
    const sellersNow = testClock().now().getTime() - 3_600_000;
    const late: Verifier = (seen, { inputs }) =>
      'timestamp' in inputs &&
      Math.abs(Number(inputs.timestamp) - sellersNow) < 60_000 &&
      isRight(seen, inputs);
    const outbound = sellerThat(late, [['Date', new Date(sellersNow).toUTCString()]]);
    expect(await diagnose(outbound)).toMatchObject({
      codes: ['SELLER_CLOCK_OFF'],
      values: { seconds: -3_600 },
    });
  });

  it('does not mistake a token whose + is lost for a wrong calculation', async () => {
    const losing: Verifier = (seen, { inputs }) => {
      if (inputs.profile !== 'v1-auth-token') return false;
      const { signature } = stagesV1AuthToken(inputs, nodePrimitives);
      return seen === signature && !seen.includes('+');
    };
    const about = { protocol: 'V1.0', activity: 'newInstance' } as const;
    for (let second = 0; second < 8; second += 1) {
      const clock = fixedClock(new Date(testClock().now().getTime() + second * 1_000));
      expect((await diagnose(sellerThat(losing), about, { clock })).codes).toEqual(['SELLER_INCONSISTENT']);
    }
  });

  it('says when the same call is accepted the second time', async () => {
    expect(await diagnose(sellerThat(() => true))).toMatchObject({
      codes: ['SELLER_INCONSISTENT'],
      names: ['again'],
    });
  });

  it('says when a wrong signature is accepted and the right one is not', async () => {
    const inverted: Verifier = (seen, { inputs }) => !isRight(seen, inputs);
    expect((await diagnose(sellerThat(inverted))).codes).toEqual(['SELLER_ACCEPTS_ANYTHING']);
  });

  it('counts any answer but a refusal of the signature as accepted', async () => {
    const outbound = sellerThat(makes('inner-plain-sha256'));
    const complaining: Outbound = {
      send: async (request) => {
        const result = await outbound.send(request);
        const body = result.ok ? new TextDecoder().decode(result.exchange.response.body) : '';
        return { ok: true, exchange: makeExchange({ body: body.replace('000000', '000003') }) };
      },
    };
    expect(await diagnose(complaining)).toMatchObject({
      codes: ['SELLER_MISTAKE'],
      values: { mistakes: 'inner-plain-sha256' },
    });
  });

  it('ends without a word when nobody answers, and with null when our own side stops', async () => {
    const deaf: Outbound = { send: async () => ({ ok: false, failure: makeFailure('RESPONSE_TIMEOUT') }) };
    const { result } = await diagnose(deaf);
    expect(result?.explanations).toEqual([]);
    expect(result?.messages).toHaveLength(3);
    const stop = new AbortController();
    stop.abort();
    const stopped = await diagnose(
      sellerThat(() => false),
      undefined,
      { signal: stop.signal },
    );
    expect(stopped.result).toBeNull();
  });
});
