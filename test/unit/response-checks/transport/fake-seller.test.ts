import { afterEach, beforeEach, expect, it } from 'vitest';
import { proveUrl } from '@/lib/connection-tests/prove-url/prove-url';
import { systemClock } from '@/lib/core/clock';
import type { FaultName } from '@/lib/fakes/faults';
import { type FakeSeller, startFakeSeller } from '@/lib/fakes/start-fake-seller';
import { createOutbound } from '@/lib/http/outbound';
import { inspectTls } from '@/lib/http/tls-inspection';
import { explainTransport } from '@/lib/response-checks/explain-transport';
import type { ExplanationCode } from '@/lib/response-checks/explanation';
import { nodePrimitives, nodeRandom } from '@/lib/signing/node-primitives';
import { signV2Request } from '@/lib/signing/profiles/v2-request';
import { expectSentences } from './sentences';

const ACCESS_KEY = 'test-access-key';
let seller: FakeSeller;
beforeEach(async () => {
  seller = await startFakeSeller({ accessKey: ACCESS_KEY });
});
afterEach(() => seller.close());

const policy = () => {
  const { port } = seller.sites.safe;
  return { extraPorts: [port], allowPrivate: [`localhost:${port}`], extraCa: seller.caPem };
};

/** One signed call, and the inspection that follows a failure. */
async function call() {
  const { produceUrl, port } = seller.sites.safe;
  const body = {
    activity: 'newInstance',
    orderId: 'o-1',
    orderLineId: 'l-1',
    businessId: 'b-1',
    testFlag: '1',
  };
  const signed = signV2Request(
    { url: produceUrl, accessKey: ACCESS_KEY, body },
    { clock: systemClock, random: nodeRandom },
    nodePrimitives,
  );
  const outbound = createOutbound(policy());
  const result = await outbound.send({ ...signed, timeoutMs: 10_000 });
  outbound.close();
  const inspected = result.ok
    ? null
    : await inspectTls('localhost', port, policy(), { areSuitesRead: false });
  return { url: produceUrl, result, tls: inspected?.ok ? inspected.inspection : null };
}

it('an honest seller has nothing to explain', async () => {
  expect(explainTransport(await call())).toEqual([]);
});

it.each<[FaultName, ExplanationCode[]]>([
  ['chain-incomplete', ['CHAIN_INCOMPLETE']],
  ['certificate-name-mismatch', ['CERTIFICATE_NAME_MISMATCH']],
  ['certificate-expired', ['CERTIFICATE_EXPIRED']],
  ['tls-1.1-only', ['TLS_TOO_OLD']],
  ['http2-only', ['HTTP2_ONLY']],
  ['connection-reset', ['CONNECTION_RESET']],
  ['http-500', ['STATUS_NOT_200']],
  ['redirect', ['REDIRECTED']],
  ['gateway-block-page', ['GATEWAY_BLOCK_PAGE']],
  ['gateway-block-page-200', ['GATEWAY_BLOCK_PAGE']],
  ['wrong-content-type', ['CONTENT_TYPE_NOT_JSON']],
  ['wrong-charset', ['BODY_WRONG_CHARSET']],
  ['bom-in-body', ['BODY_HAS_BOM']],
  ['gzip-declared-not-sent', ['GZIP_DECLARED_NOT_SENT']],
  ['invalid-json', ['JSON_SYNTAX']],
])('%s is named', async (fault, codes) => {
  seller.state.setFault(fault, true);
  const found = explainTransport(await call());
  expectSentences(found);
  expect(found.map(({ code }) => code)).toEqual(codes);
});

it.each<[FaultName, string, ExplanationCode]>([
  ['chain-incomplete', 'PUBLIC_CHAIN', 'CHAIN_INCOMPLETE'],
  ['certificate-name-mismatch', 'NAME_MATCHES', 'CERTIFICATE_NAME_MISMATCH'],
  ['certificate-expired', 'NOT_EXPIRED', 'CERTIFICATE_EXPIRED'],
  ['tls-1.1-only', 'TLS_1_2_OR_LATER', 'TLS_TOO_OLD'],
])('%s fails the proof of the URL at %s alone', async (fault, check, cause) => {
  seller.state.setFault(fault, true);
  const { checks } = await proveUrl(seller.sites.safe.produceUrl, { policy: policy(), clock: systemClock });
  const failed = checks.filter(({ state }) => state === 'fail');
  expect(failed.map(({ code, explanation }) => [code, explanation?.code])).toEqual([[check, cause]]);
});
