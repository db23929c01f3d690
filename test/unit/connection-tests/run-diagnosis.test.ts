import { describe, expect, it } from 'vitest';
import { diagnoseRun } from '@/lib/connection-tests/rules/run-diagnosis';
import type { RunItem } from '@/lib/connection-tests/rules/run-item';
import type { Explanation } from '@/lib/response-checks/explanation';

const because = (code: Explanation['code'], values: Explanation['values'] = {}): Explanation => ({
  code,
  values,
  mark: null,
});

const item = (
  key: string,
  state: RunItem['state'],
  what: Partial<Pick<RunItem, 'finding' | 'explanations'>> = {},
) => ({
  key,
  section: key.split('/')[0] as RunItem['section'],
  state,
  finding: null,
  explanations: [],
  ...what,
});

const finding = (code: string, values: Record<string, string | number> = {}) => ({
  finding: { code, values },
});

const summary = (items: Parameters<typeof diagnoseRun>[0]) =>
  diagnoseRun(items).map((one) => {
    const code = one.kind === 'explanation' ? one.explanation.code : one.finding.code;
    return `${one.isWarning ? 'warning ' : ''}${one.stage} ${code}: ${one.itemKeys.join(' ')}`;
  });

describe('what is wrong, in one list', () => {
  it('is nothing where everything passed', () => {
    expect(diagnoseRun([item('cases/newInstance', 'PASSED', finding('ACCEPTED'))])).toEqual([]);
    expect(diagnoseRun([])).toEqual([]);
  });

  it('names each cause once, with everything that it spoiled', () => {
    const refused = { explanations: [because('RESULT_000005', { resultCode: '000005', activity: 'a' })] };
    const other = { explanations: [because('RESULT_000005', { activity: 'b', resultCode: '000005' })] };
    expect(
      summary([
        item('cases/newInstance', 'FAILED', refused),
        item('cases/queryInstance', 'FAILED', other),
        item('flow/1-newInstance', 'FAILED', refused),
      ]),
    ).toEqual(['answer RESULT_000005: cases/newInstance cases/queryInstance flow/1-newInstance']);
  });

  it('begins with what has to be fixed first', () => {
    expect(
      summary([
        item('adversarial/extra-fields', 'FAILED', finding('REFUSED_WRONGLY')),
        item('flow/2-queryInstance', 'FAILED', finding('INSTANCE_UNKNOWN')),
        item('cases/queryInstance', 'FAILED', { explanations: [because('FIELD_ABSENT', { field: 'f' })] }),
        item('cases/newInstance', 'FAILED', {
          explanations: [because('SELLER_MISTAKE', { mistakes: 'm' }), because('RESULT_000001')],
        }),
        item('cases/refreshInstance', 'WARNED', { explanations: [because('RESPONSE_TIMEOUT')] }),
        item('cases/releaseInstance', 'FAILED', { explanations: [because('CHAIN_INCOMPLETE')] }),
      ]),
    ).toEqual([
      'transport CHAIN_INCOMPLETE: cases/releaseInstance',
      'signature SELLER_MISTAKE: cases/newInstance',
      'answer FIELD_ABSENT: cases/queryInstance',
      'flow INSTANCE_UNKNOWN: flow/2-queryInstance',
      'adversarial REFUSED_WRONGLY: adversarial/extra-fields',
      'warning transport RESPONSE_TIMEOUT: cases/refreshInstance',
    ]);
  });

  it('leaves a finding out where a call has been explained, save that of a test', () => {
    const explained = { explanations: [because('STATUS_NOT_200', { status: 500 })] };
    expect(
      summary([
        item('flow/2-queryInstance', 'FAILED', { ...finding('INSTANCE_UNKNOWN'), ...explained }),
        item('adversarial/long-values', 'FAILED', { ...finding('SERVER_ERROR'), ...explained }),
      ]),
    ).toEqual([
      'transport STATUS_NOT_200: flow/2-queryInstance',
      'adversarial SERVER_ERROR: adversarial/long-values',
    ]);
  });

  it('names the gravest finding of the suite first', () => {
    expect(
      summary([
        item('adversarial/replayed-nonce', 'FAILED', finding('REPLAY_ACCEPTED')),
        item('adversarial/missing-parameters', 'FAILED', finding('FIELDS_NOT_CHECKED')),
        item('adversarial/unknown-activity', 'FAILED', finding('UNKNOWN_ACTIVITY_ACCEPTED')),
        item('adversarial/altered-byte', 'FAILED', finding('ALTERED_ACCEPTED')),
      ]),
    ).toEqual([
      'adversarial ALTERED_ACCEPTED: adversarial/altered-byte',
      'adversarial REPLAY_ACCEPTED: adversarial/replayed-nonce',
      'adversarial UNKNOWN_ACTIVITY_ACCEPTED: adversarial/unknown-activity',
      'adversarial FIELDS_NOT_CHECKED: adversarial/missing-parameters',
    ]);
  });

  it('keeps a warning a warning in an answer that failed of something else', () => {
    const unsigned: Explanation = { ...because('BODY_SIGN_ABSENT'), isWarning: true };
    expect(
      summary([
        item('cases/newInstance', 'FAILED', { explanations: [unsigned, because('FIELD_ABSENT')] }),
        item('cases/queryInstance', 'WARNED', { explanations: [unsigned] }),
      ]),
    ).toEqual([
      'answer FIELD_ABSENT: cases/newInstance',
      'warning signature BODY_SIGN_ABSENT: cases/newInstance cases/queryInstance',
    ]);
  });

  it('takes the events of one firewall for one cause', () => {
    const blocked = (requestId: string) => ({
      explanations: [because('GATEWAY_BLOCK_PAGE', { kind: 'block', requestId })],
    });
    const items = [item('cases/a', 'FAILED', blocked('1')), item('cases/b', 'FAILED', blocked('2'))];
    expect(summary(items)).toEqual(['transport GATEWAY_BLOCK_PAGE: cases/a cases/b']);
  });

  it('says nothing of a signature under a key that is known to be another one', () => {
    const explanations = [
      because('SELLER_KEY_UNKNOWN'),
      because('BODY_SIGN_UNEXPLAINED'),
      because('RESULT_000001'),
    ];
    expect(summary([item('cases/newInstance', 'FAILED', { explanations })])).toEqual([
      'signature SELLER_KEY_UNKNOWN: cases/newInstance',
    ]);
  });

  it('keeps two tests of the suite apart', () => {
    expect(
      summary([
        item('adversarial/wrong-signature', 'WARNED', finding('REFUSED_OTHERWISE')),
        item('adversarial/altered-byte', 'FAILED', finding('REFUSED_OTHERWISE')),
      ]),
    ).toEqual([
      'adversarial REFUSED_OTHERWISE: adversarial/altered-byte',
      'warning adversarial REFUSED_OTHERWISE: adversarial/wrong-signature',
    ]);
  });

  it('tells of tests that could not be run only where nothing else says why', () => {
    const control = finding('CONTROL_CALL_FAILED', { activity: 'newInstance', seen: 'HTTP 200' });
    const notRun = [
      item('adversarial/wrong-signature', 'NOT_RUN', control),
      item('adversarial/altered-byte', 'NOT_RUN', control),
    ];
    expect(summary(notRun)).toEqual([
      'warning adversarial CONTROL_CALL_FAILED: adversarial/wrong-signature adversarial/altered-byte',
    ]);
    const failed = item('cases/newInstance', 'FAILED', { explanations: [because('SELLER_REFUSES_ALL')] });
    expect(summary([...notRun, failed])).toEqual(['signature SELLER_REFUSES_ALL: cases/newInstance']);
  });
});
