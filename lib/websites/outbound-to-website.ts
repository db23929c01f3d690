import { configuration } from '@/lib/config/configuration';
import { type ClosableOutbound, createOutbound } from '@/lib/http/outbound';
import type { OutboundPolicy } from '@/lib/http/outbound-policy';

/** What may leave this machine for a website: ports 80, 443 and its own; private addresses only where the operator lists them. */
export function policyForWebsite(origin: string): OutboundPolicy {
  const { OUTBOUND_ALLOW_PRIVATE, OUTBOUND_EXTRA_CA } = configuration();
  const { port } = new URL(origin);
  return {
    extraPorts: port === '' ? [] : [Number(port)],
    allowPrivate: [...OUTBOUND_ALLOW_PRIVATE],
    ...(OUTBOUND_EXTRA_CA === undefined ? {} : { extraCa: OUTBOUND_EXTRA_CA }),
  };
}

/** The guarded way to one website. The caller closes it. */
export const outboundToWebsite = (
  origin: string,
  options: Pick<OutboundPolicy, 'isKeepAlive' | 'userAgent'> = {},
): ClosableOutbound => createOutbound({ ...policyForWebsite(origin), ...options });
