import type { OutboundResult } from '@/lib/http/exchange';
import type { SignedCall } from '@/lib/koogallery/call-target';
import type { AttemptRecord } from '@/lib/messages/message-record';
import type { MessageDraft } from './item-result';

type About = Pick<MessageDraft, 'protocol' | 'activity' | 'caseName' | 'purpose'>;
type Judged = Pick<AttemptRecord, 'checks' | 'explanations' | 'isPassed' | 'failureCode' | 'resultCode'>;

/**
 * A call as the log keeps it: what went out byte for byte, what came back, and what was made of it.
 * @param judged `startedAt` of the call that did not get as far as an exchange, which knows its own
 */
export function draftMessage(
  about: About,
  call: SignedCall,
  result: OutboundResult,
  { id, startedAt, ...judged }: Judged & { id: string; startedAt: Date },
): MessageDraft {
  const attempt = { ...captured(call, result, startedAt), ...judged };
  return { ...about, id, createdAt: startedAt, attempt };
}

function captured(
  call: SignedCall,
  result: OutboundResult,
  startedAt: Date,
): Omit<AttemptRecord, keyof Judged> {
  if (result.ok) {
    const { request, response, timing } = result.exchange;
    return {
      startedAt: result.exchange.startedAt,
      method: request.method,
      url: request.url,
      requestHead: request.headers,
      requestBody: request.body,
      status: response.status,
      responseHead: response.headers,
      responseBody: response.body,
      failure: null,
      timing,
    };
  }
  const { failure } = result;
  return {
    startedAt,
    method: call.method,
    url: call.url,
    requestHead: call.headers,
    requestBody: call.body,
    status: null,
    responseHead: null,
    responseBody: null,
    failure,
    timing: failure.timing,
  };
}
