import { DAY_MS } from '@/lib/core/clock';
import type { JsonObject } from '@/lib/signing/canonical';
import { formatUtcTimestamp } from '@/lib/signing/verify';
import type { SampleContext } from '../interface';

/** `yyyyMMddHHmmss` so many days from now, in UTC. */
export const expireTimeIn = (days: number, { now }: Pick<SampleContext, 'now'>): string =>
  formatUtcTimestamp(new Date(now.getTime() + days * DAY_MS), false);

export const MONTH_DAYS = 30;
export const YEAR_DAYS = 365;

/** A product of KooGallery, as orders name it. */
export const sampleProduct = ({ newId }: SampleContext) => ({
  skuCode: newId(),
  productId: 'OFFI000000000000000000',
});

/**
 * What the buyer provides: only what the asset asks for (protocol page §2.5), and everything where that is not known.
 */
export function sampleContact({ provisioningInfo }: SampleContext): JsonObject {
  const has = (info: string) => provisioningInfo?.includes(info) ?? true;
  return {
    ...(has('IAM_USER_NAME') ? { userName: 'preflight_test' } : {}),
    ...(has('MOBILE') ? { mobilePhone: '13800000000' } : {}),
    ...(has('EMAIL') ? { email: 'buyer@example.com' } : {}),
  };
}

/** The declared extension parameters, or the one of the guide's example where none are known; absent when none are declared. */
export function sampleExtension(name: string, { extensionParameters }: SampleContext): JsonObject {
  const parameters = extensionParameters ?? [{ name: 'emailDomainName', value: 'test.example.com' }];
  return parameters.length === 0
    ? {}
    : { [name]: parameters.map((parameter) => ({ name: parameter.name, value: parameter.value })) };
}
