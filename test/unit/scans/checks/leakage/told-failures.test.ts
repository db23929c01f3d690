import { expect, test } from 'vitest';
import { debugErrors } from '@/lib/scans/checks/leakage/debug-errors';
import {
  type FailureCase,
  LESSONS,
  SILENT_FAILURES,
  TOLD_FAILURES,
} from '../../../../fixtures/sites/told-failure-cases';
import { processorTime } from '../../../processor-time';
import { capturedPage } from '../captured-page';

const ORIGIN = 'https://lamps.shop';
function findingsOf({ status, type, body }: FailureCase) {
  const exchange = capturedPage({ url: `${ORIGIN}/lamp`, status, body });
  const response = { ...exchange.response, headers: [['Content-Type', type] as const] };
  return debugErrors.run({ ...exchange, response }, { origin: ORIGIN, isBehindLogin: false });
}

test.each(TOLD_FAILURES)('$name tells where it failed', (one) => {
  expect(findingsOf(one).map(({ confidence }) => confidence)).toEqual(['CONFIRMED']);
});

test.each([...SILENT_FAILURES, ...LESSONS])('$name tells nothing', (one) => {
  expect(findingsOf(one)).toEqual([]);
});

test.each([
  '/a',
  '/a/',
  'C:\\a\\',
  'a/a.rb:1 ',
  '/a.php line ',
  'Traceback ',
  '#0 a (package:',
  '(a 1.1.1) ',
])('a long failure of %s is read in time', (piece) => {
  const spentMs = processorTime();
  findingsOf({ name: '', status: 500, type: 'text/plain', body: piece.repeat(768_000 / piece.length) });
  expect(spentMs()).toBeLessThan(3_000);
});
