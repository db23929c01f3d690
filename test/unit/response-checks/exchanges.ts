import type { Exchange, OutboundFailure, OutboundFailureCode, RawHeader } from '@/lib/http/exchange';

const bytes = (text: string) => new TextEncoder().encode(text);

type Answer = {
  status?: number;
  headers?: readonly RawHeader[];
  body?: string | Uint8Array;
  totalMs?: number;
  url?: string;
  request?: string;
  isTruncated?: boolean;
};

/** An exchange as the outbound guard captures it: a successful, unsigned answer unless told otherwise. */
export function makeExchange(answer: Answer = {}): Exchange {
  const body = answer.body ?? '{"resultCode":"000000","resultMsg":"success.","instanceId":"i-1"}';
  const raw = typeof body === 'string' ? bytes(body) : body;
  return {
    startedAt: new Date('2026-03-01T08:00:00Z'),
    request: {
      method: 'POST',
      url: answer.url ?? 'https://saas.example.com/produce?signature=A',
      headers: [],
      body: bytes(answer.request ?? '{"activity":"newInstance"}'),
    },
    response: {
      status: answer.status ?? 200,
      statusText: 'OK',
      httpVersion: '1.1',
      headers: answer.headers ?? [['Content-Type', 'application/json;charset=UTF-8']],
      body: raw,
      decodedBody: raw,
      isTruncated: answer.isTruncated ?? false,
    },
    timing: { dnsMs: 1, connectMs: 1, tlsMs: 1, firstByteMs: 1, totalMs: answer.totalMs ?? 120 },
    connection: {
      remoteAddress: '203.0.113.7',
      remotePort: 443,
      tls: { protocol: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256', certificate: null },
    },
  };
}

export const makeFailure = (code: OutboundFailureCode): OutboundFailure => ({
  code,
  url: 'https://saas.example.com/produce',
  seen: `${code} 203.0.113.7:443`,
  addresses: ['203.0.113.7'],
  timing: { dnsMs: 1, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 20_000 },
});
