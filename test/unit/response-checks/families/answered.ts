import { expect } from 'vitest';
import type { RawHeader } from '@/lib/http/exchange';
import { newInstanceV2 } from '@/lib/koogallery/interfaces/v2/new-instance';
import { checkResponse } from '@/lib/response-checks/check-response';
import { explainFields } from '@/lib/response-checks/explain-fields';
import { explainTransport, isAnsweredElsewhere } from '@/lib/response-checks/explain-transport';
import type { Explanation, ExplanationCode } from '@/lib/response-checks/explanation';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { makeExchange } from '../exchanges';
import { expectSentences } from '../transport/sentences';

type Values = Readonly<Record<string, unknown>>;
/** What answered, with which headers (`Name: value` by line) and body, and the first cause that is to be named. */
export type Answered = readonly [
  name: string,
  status: number,
  headers: string,
  body: string | Uint8Array,
  code: ExplanationCode | null,
  values?: Values,
];

const typeOf = (body: string | Uint8Array) =>
  typeof body === 'string' && body.trimStart().startsWith('<') ? 'text/html' : 'application/json';

function readHeaders(text: string, body: string | Uint8Array): RawHeader[] {
  const given = text
    .split('\n')
    .filter(Boolean)
    .map((line): RawHeader => {
      const at = line.indexOf(':');
      return [line.slice(0, at), line.slice(at + 1).trim()];
    });
  const isTyped = given.some(([name]) => /^content-type$/i.test(name));
  return isTyped ? given : [['Content-Type', typeOf(body)], ...given];
}

/** The causes of an answer to a newInstance call of V2.0, in the order in which they are shown. */
export function findCauses(status: number, headers: string, body: string | Uint8Array): Explanation[] {
  const exchange = makeExchange({ status, headers: readHeaders(headers, body), body });
  const sent: RawHeader[] = [['Content-Type', 'application/json;charset=utf8']];
  const result = {
    ok: true,
    exchange: { ...exchange, request: { ...exchange.request, headers: sent } },
  } as const;
  const transport = explainTransport({ url: exchange.request.url, result, tls: null });
  expectSentences(transport);
  if (isAnsweredElsewhere(transport)) return transport;
  const judged = { spec: newInstanceV2, accessKey: 'k', previousKeys: [], result };
  const { checks } = checkResponse(judged, nodePrimitives);
  return [...transport, ...explainFields(newInstanceV2, result, checks)];
}

/** That the first cause is the expected one, and that there is none where none is expected. */
export function expectFirst([, status, headers, body, code, values = {}]: Answered): void {
  const [first] = findCauses(status, headers, body);
  expect(first?.code ?? null).toBe(code);
  if (first) expect(first.values).toMatchObject(values);
}

export const says = (text: string) => expect.stringContaining(text);
