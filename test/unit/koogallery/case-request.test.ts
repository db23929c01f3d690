import { describe, expect, it } from 'vitest';
import { caseRequest } from '@/lib/koogallery/case-request';
import type { SampleContext } from '@/lib/koogallery/interface';
import { INTERFACES } from '@/lib/koogallery/interface-catalog';
import { sampleRequest } from '@/lib/koogallery/sample-request';

const makeContext = (run: string, now: string): SampleContext => ({
  now: new Date(now),
  newId: () => 'id',
  orderId: `order-${run}`,
  orderLineId: `line-${run}`,
  instanceId: `instance-${run}`,
});
const then = makeContext('then', '2026-03-01T08:00:00Z');
const now = makeContext('now', '2026-03-02T08:00:00Z');

describe('the request of a saved case', () => {
  it.each(INTERFACES.map((spec) => ({ name: `${spec.protocol} ${spec.activity}`, spec })))(
    'of $name is about this run, and the seller’s own otherwise',
    ({ spec }) => {
      for (const { id } of spec.templates) {
        const saved = { ...sampleRequest(spec, then, id), extra: 'kept', testFlag: 'of then' };
        const renewed = caseRequest(spec, saved, now);
        expect(JSON.stringify(renewed)).not.toContain('-then');
        expect(renewed).toMatchObject({ extra: 'kept', testFlag: spec.kind === 'kit' ? 1 : '1' });
        expect(Object.keys(renewed).sort()).toEqual(Object.keys(saved).sort());
      }
    },
  );

  it('is the sample where nothing was saved', () => {
    for (const spec of INTERFACES)
      for (const saved of [null, {}]) expect(caseRequest(spec, saved, now)).toEqual(sampleRequest(spec, now));
  });
});
