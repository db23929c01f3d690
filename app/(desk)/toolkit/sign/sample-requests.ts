import { INTERFACES } from '@/lib/connection-tests/rules/interface-catalog';

/** A request to begin from: one template of one activity, as indented JSON. */
export type SampleRequest = { activity: string; templateId: string; json: string };

/** Every template of every basic V2.0 interface, which is what the page signs; about one order and one instance, so that they can be sent one after another. */
export function sampleRequests(now: Date, newId: () => string): SampleRequest[] {
  const order = `PF${now.getTime()}`;
  const about = { now, newId, orderId: order, orderLineId: `${order}-1`, instanceId: newId() };
  const signed = INTERFACES.filter(({ profile }) => profile === 'v2-request');
  return signed.flatMap(({ activity, templates }) =>
    templates.map(({ id, build }) => ({
      activity,
      templateId: id,
      json: JSON.stringify(build(about), null, 2),
    })),
  );
}
