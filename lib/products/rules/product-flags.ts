import { DAY_MS } from '@/lib/core/clock';
import { EXPIRING_WITHIN_DAYS } from '@/lib/core/policy';
import { isApproved, isRejected } from '@/lib/lifecycle/rules/status';
import { daysLeft, isScanValid, scanValidUntil } from '@/lib/scans/rules/validity';
import type { FixTarget } from '@/lib/submissions/rules/readiness-facts';
import { ownershipState } from '@/lib/websites/rules/ownership-state';
import type { ProductFacts, ProductWebsite } from '../product-record';

/** What is wrong with a product on sale; a cause and a way out each below `products.flags`. Pressing ones come first. */
export const PRODUCT_FLAGS = [
  'INTERFACE_BROKEN',
  'SCAN_EXPIRED',
  'OPEN_FINDINGS',
  'NO_VALID_SCAN',
  'OWNERSHIP_EXPIRED',
  'WEBSITE_REMOVED',
  'MODIFICATION_REJECTED',
  'SCAN_EXPIRING',
  'NEWER_APPROVED',
  'BEING_MODIFIED',
] as const;
export type ProductFlagCode = (typeof PRODUCT_FLAGS)[number];

/** Those that somebody has to act on; the others are worth knowing. */
export const PRESSING_FLAGS = PRODUCT_FLAGS.slice(0, 7);
export const isPressingFlag = (code: ProductFlagCode): boolean => PRESSING_FLAGS.includes(code);

export type FlagTarget = FixTarget | { page: 'request'; submissionId: string } | { page: 'asset' };

export type ProductFlag = {
  code: ProductFlagCode;
  /** The website that it is about; empty where it is about the asset. */
  subject: string;
  isPressing: boolean;
  values: Record<string, string | number | readonly string[]>;
  /** Where somebody does something about it. */
  target: FlagTarget;
};

/** What is wrong with the product at `now`, the most pressing first; nothing of one that is withdrawn. */
export function productFlags(facts: ProductFacts, now: Date): ProductFlag[] {
  if (facts.withdrawnAt !== null) return [];
  const flags = [...interfaceFlags(facts), ...facts.websites.flatMap((site) => websiteFlags(site, now))];
  return [...flags, ...reviewFlags(facts)].sort(
    (a, b) => PRODUCT_FLAGS.indexOf(a.code) - PRODUCT_FLAGS.indexOf(b.code),
  );
}

function flag(
  code: ProductFlagCode,
  target: FlagTarget,
  { subject = '', ...values }: { subject?: string } & ProductFlag['values'] = {},
): ProductFlag {
  return { code, subject, isPressing: isPressingFlag(code), values, target };
}

const interfaceFlags = ({ failingInterfaces }: ProductFacts): ProductFlag[] =>
  failingInterfaces.length === 0
    ? []
    : [
        flag(
          'INTERFACE_BROKEN',
          { page: 'connection', field: 'cases' },
          { interfaces: [...failingInterfaces].sort() },
        ),
      ];

/** At most one about the website itself, and one about its scan. */
function websiteFlags(site: ProductWebsite, now: Date): ProductFlag[] {
  const { id, websiteId, name: website, scan } = site;
  const about = { subject: id, website };
  if (site.isRemoved) return [flag('WEBSITE_REMOVED', { page: 'websites' }, about)];
  const at = (tab: 'ownership' | 'scans'): FixTarget => ({ page: 'website', websiteId, tab });
  const flags =
    ownershipState(site.verifiedAt, now) === 'VERIFIED'
      ? []
      : [flag('OWNERSHIP_EXPIRED', at('ownership'), about)];
  if (scan === null || scan.status === 'INCOMPLETE')
    return [
      ...flags,
      flag('NO_VALID_SCAN', at('scans'), { ...about, reason: scan === null ? 'MISSING' : 'INCOMPLETE' }),
    ];
  if (!isScanValid(scan.completedAt, now))
    return [
      ...flags,
      flag('SCAN_EXPIRED', at('scans'), {
        ...about,
        endedAt: scanValidUntil(scan.completedAt).toISOString(),
      }),
    ];
  if (scan.isOutdated)
    return [...flags, flag('NO_VALID_SCAN', at('scans'), { ...about, reason: 'OUTDATED' })];
  if (scan.openFindings > 0)
    return [
      ...flags,
      flag('OPEN_FINDINGS', { page: 'scan', scanId: scan.id }, { ...about, count: scan.openFindings }),
    ];
  const isEnding =
    scanValidUntil(scan.completedAt).getTime() - now.getTime() <= EXPIRING_WITHIN_DAYS * DAY_MS;
  if (!isEnding) return flags;
  return [...flags, flag('SCAN_EXPIRING', at('scans'), { ...about, days: daysLeft(scan.completedAt, now) })];
}

/** A modification takes nothing off sale: the product stays what was approved, and its readers learn that there is more. */
function reviewFlags({ newest, submissionId }: ProductFacts): ProductFlag[] {
  if (newest.id === submissionId) return [];
  const values = { number: newest.number };
  const toRequest: FlagTarget = { page: 'request', submissionId: newest.id };
  if (isRejected(newest.status)) return [flag('MODIFICATION_REJECTED', toRequest, values)];
  return isApproved(newest.status)
    ? [flag('NEWER_APPROVED', { page: 'asset' }, values)]
    : [flag('BEING_MODIFIED', { page: 'asset' }, values)];
}
