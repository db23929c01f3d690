import type { CheckCode } from '@/lib/response-checks/check';
import type { AdversarialResponse, CallExpectation } from './adversarial-test';
import { ACCEPTING_CODES, classifyResponse } from './classify-response';
import { type ExpectationState, expectationState } from './judge-responses';

type ExpectationCheckCode = Extract<
  CheckCode,
  'CONTROL_ACCEPTED' | 'CALL_ACCEPTED' | 'CALL_REFUSED' | 'CALL_ANSWERED'
>;

const CODES: Readonly<Record<CallExpectation['kind'], ExpectationCheckCode>> = {
  control: 'CONTROL_ACCEPTED',
  accepted: 'CALL_ACCEPTED',
  refused: 'CALL_REFUSED',
  answered: 'CALL_ANSWERED',
};

/** The one check of a call, kept with its message; `expected` and `seen` in protocol words. */
export function expectationCheck(response: AdversarialResponse): {
  code: ExpectationCheckCode;
  state: ExpectationState;
  field: null;
  expected: string;
  seen: string;
  message: null;
} {
  const { expects } = response;
  return {
    code: CODES[expects.kind],
    state: expectationState(response),
    field: null,
    expected: expectedWords(expects),
    seen: classifyResponse(response).seen,
    message: null,
  };
}

function expectedWords(expects: CallExpectation): string {
  if (expects.kind === 'answered') return 'HTTP 2xx–4xx';
  const codes = expects.kind === 'refused' ? expects.codes : ACCEPTING_CODES;
  return `HTTP 200, resultCode ${codes.join(' / ')}`;
}
