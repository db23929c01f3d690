import { maskMessage } from '@/lib/messages/rules/mask-message';
import {
  type ExchangeProblem,
  type ExchangeText,
  type PastedMessage,
  readPastedRequest,
  readPastedResponse,
  writeMessage,
} from '../rules/exchange-text';

export type MaskedExchange =
  | ({ ok: true } & ExchangeText)
  | { ok: false; field: keyof ExchangeText; problem: ExchangeProblem };

/** An exchange that somebody pasted, as everybody may read it: secrets masked wherever they are. For a thread. */
export function maskExchange(pasted: ExchangeText): MaskedExchange {
  const request = readPastedRequest(pasted.request);
  if (!request.ok) return { ok: false, field: 'request', problem: request.problem };
  const response = readPastedResponse(pasted.response);
  if (!response.ok) return { ok: false, field: 'response', problem: response.problem };
  const [method = '', target = '', version = ''] = request.message.start;
  const masked = maskMessage({
    url: target,
    requestHead: request.message.head,
    requestText: request.message.body,
    responseHead: response.message.head,
    responseText: response.message.body,
    failure: null,
    checks: [],
    explanations: [],
  });
  const written = (start: string[], head: PastedMessage['head'], body: string | null) =>
    writeMessage({ start, head: [...head], body });
  return {
    ok: true,
    request: written([method, masked.url, version], [...masked.requestHead], masked.requestText),
    response: written(response.message.start, [...(masked.responseHead ?? [])], masked.responseText),
  };
}
