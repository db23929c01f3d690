import type { NoticeContent } from './notice-kinds';

export type NoticeSide = 'SELLER' | 'REVIEWER' | 'PERSON';

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const PLACE = new RegExp(
  `^/(?:(?:requests|review|assets|websites|scans|products)/(${ID})|assets/(${ID})/connection|settings/webhooks/(${ID})|settings/(?:account|members))$`,
);

/** Whether a path can be one to which notices lead. */
export const isNoticePlace = (path: string): boolean => PLACE.test(path);

/** The id of what the page is about; null where it is about none. */
export const idOfPlace = (path: string): string | null =>
  PLACE.exec(path)
    ?.slice(1)
    .find((id) => id !== undefined) ?? null;

/**
 * Where a notice leads: the path of a page of the desk. `test/unit/notices` follows each to its page.
 * @param side what the reader is to it: a reviewer has pages of their own
 */
export function noticeLink({ kind, values }: NoticeContent, side: NoticeSide): string {
  switch (kind) {
    case 'submission.approved':
    case 'submission.rejected':
    case 'submission.asked':
      return `/requests/${values.submissionId}`;
    case 'submission.returned':
      return `/assets/${values.assetId}`;
    case 'comment.mentioned':
      return side === 'REVIEWER' ? `/review/${values.submissionId}` : `/requests/${values.submissionId}`;
    case 'scan.finished':
    case 'scan.failed':
    case 'scan.expiring':
      return `/scans/${values.scanId}`;
    case 'scan.notBooked':
      return `/websites/${values.websiteId}`;
    case 'interface.failed':
    case 'interface.recovered':
    case 'accessKey.ending':
      return `/assets/${values.assetId}/connection`;
    case 'product.flagged':
    case 'product.cleared':
      return `/products/${values.productId}`;
    case 'drift.found':
    case 'drift.gone':
      return `/${values.place === 'ASSET' ? 'assets' : 'websites'}/${values.placeId}`;
    case 'webhook.failed':
    case 'webhook.disabled':
      return `/settings/webhooks/${values.endpointId}`;
    case 'mail.failed':
    case 'member.madeOwner':
      return '/settings/members';
    case 'session.newDevice':
    case 'password.changed':
    case 'secondStep.changed':
      return '/settings/account';
    case 'review.arrived':
    case 'review.replied':
    case 'review.claimEnding':
      return `/review/${values.submissionId}`;
  }
}
