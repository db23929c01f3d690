import type { CallProfile } from '@/lib/koogallery/interface';
import { INTERFACES } from '@/lib/koogallery/interface-catalog';

/** A request to begin from: one template of one activity, as indented JSON. `path` is that of a kit interface. */
export type SampleRequest = {
  profile: CallProfile;
  path: string | null;
  activity: string;
  templateId: string;
  json: string;
};

/**
 * Every template of every interface, about one order and one instance, so that they can be sent one after another.
 * Values that travel encrypted are left out where they are optional, and so is the interface that demands one: the keys
 * for them are not known here.
 */
export function sampleRequests(now: Date, newId: () => string): SampleRequest[] {
  const order = `PF${now.getTime()}`;
  const about = { now, newId, orderId: order, orderLineId: `${order}-1`, instanceId: newId() };
  const plain = { ...about, provisioningInfo: [], extensionParameters: [] };
  return INTERFACES.filter(({ request }) => request.every(({ wire }) => wire !== 'rsa-oaep')).flatMap(
    ({ profile, path, activity, templates }) =>
      templates.map(({ id, build }) => ({
        profile,
        path,
        activity,
        templateId: id,
        json: JSON.stringify(build(profile === 'v1-auth-token' ? plain : about), null, 2),
      })),
  );
}
