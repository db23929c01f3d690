import { type Diagnosis, executeRun, type RunInput } from '@/lib/connection-tests/engine/execute-run';
import type { ItemResult } from '@/lib/connection-tests/engine/item-result';
import type { RunItem } from '@/lib/connection-tests/rules/run-item';
import type { OutboundRequest, OutboundResult } from '@/lib/http/exchange';
import type { JsonObject } from '@/lib/signing/canonical';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { signV1Body } from '@/lib/signing/profiles/v1-body-sign';
import { ACCESS_KEY, depsWith } from '../../adversarial/call-deps';
import { makeExchange, makeFailure } from '../../response-checks/exchanges';

export type Asked = { activity: string; fields: JsonObject; signal: AbortSignal };
type Answer = JsonObject | OutboundResult;

const SUCCESS = { resultCode: '000000', resultMsg: 'success.' };

/** What a right seller answers; each new order makes the next instance. */
export function rightAnswers() {
  let made = 0;
  return ({ activity, fields }: Asked): Answer => {
    if (activity === 'newInstance') {
      made += 1;
      return { ...SUCCESS, instanceId: `i-${made}`, appInfo: { frontEndUrl: 'https://saas.example.com/' } };
    }
    return activity === 'queryInstance'
      ? {
          ...SUCCESS,
          info: [
            { instanceId: fields.instanceId ?? '', appInfo: { frontEndUrl: 'https://saas.example.com/' } },
          ],
        }
      : SUCCESS;
  };
}

/** An answer that is signed as it should be. */
export function signed(
  answer: JsonObject,
  fields: JsonObject,
  contentType = 'application/json;charset=UTF-8',
): OutboundResult {
  const body = JSON.stringify(answer);
  const signature = signV1Body(
    { accessKey: ACCESS_KEY, body: new TextEncoder().encode(body) },
    nodePrimitives,
  );
  const headers = [
    ['Content-Type', contentType],
    ['Body-Sign', signature],
  ] as const;
  return { ok: true, exchange: makeExchange({ body, headers, request: JSON.stringify(fields) }) };
}

const isResult = (answer: Answer): answer is OutboundResult => typeof answer.ok === 'boolean';

export const makeItem = (key: string, change: Partial<RunItem> = {}): RunItem => ({
  key,
  section: key.split('/')[0] as RunItem['section'],
  activity: key.split('/')[1]?.replace(/^\d+-/, '').replace(/-.*$/, '') ?? '',
  caseName: key.split('/')[2] ?? '',
  state: 'WAITING',
  messageIds: [],
  finding: null,
  explanations: [],
  ...change,
});

/** Runs items against a seller of the test's choice, and keeps what was asked, in its order, and what was saved. */
export async function runAgainst(
  keys: readonly (string | RunItem)[],
  answer: (asked: Asked) => Answer | Promise<Answer>,
  change: Partial<RunInput> = {},
  deps: Parameters<typeof depsWith>[1] = {},
) {
  const asked: Asked[] = [];
  const saved: ItemResult[] = [];
  let underWay = 0;
  let mostUnderWay = 0;
  const send = async (request: OutboundRequest): Promise<OutboundResult> => {
    const fields: JsonObject = JSON.parse(new TextDecoder().decode(request.body));
    const one = {
      activity: String(fields.activity),
      fields,
      signal: request.signal ?? new AbortController().signal,
    };
    asked.push(one);
    underWay += 1;
    mostUnderWay = Math.max(mostUnderWay, underWay);
    try {
      const given = await answer(one);
      if (one.signal.aborted) return { ok: false, failure: makeFailure('ABORTED') };
      return isResult(given) ? given : signed(given, fields);
    } finally {
      underWay -= 1;
    }
  };
  const outcome = await executeRun({
    items: keys.map((key) => (typeof key === 'string' ? makeItem(key) : key)),
    instances: {},
    parallelism: 1,
    isDiagnosed: false,
    declared: {},
    savedRequest: () => null,
    casePurpose: 'CASE',
    deps: depsWith({ send }, deps),
    save: async (result) => {
      saved.push(result);
      return true;
    },
    ...change,
  });
  const states = Object.fromEntries(outcome.items.map(({ key, state, reason }) => [key, reason ?? state]));
  return {
    ...outcome,
    states,
    asked,
    saved,
    mostUnderWay,
    activities: asked.map(({ activity }) => activity),
  };
}

export const CASES = [
  'newInstance',
  'queryInstance',
  'refreshInstance',
  'updateInstanceStatus',
  'releaseInstance',
].map((activity) => `cases/${activity}`);
export const FLOW = [
  'flow/1-newInstance',
  'flow/2-queryInstance',
  'flow/3-refreshInstance',
  'flow/4-updateInstanceStatus-FREEZE',
  'flow/5-updateInstanceStatus-UNFREEZE',
  'flow/6-releaseInstance',
];
export const NO_DIAGNOSIS: Diagnosis = { explanations: [], messages: [] };
