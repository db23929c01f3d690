import { z } from 'zod';
import type { OrganizationRole } from '@/lib/auth/rules/permissions';
import type { NoticeSubject } from './subjects';

/**
 * Who is told. Members by role: where nobody has one of these roles, the owners; the one who caused it is not told.
 * Reviewers: all who may judge what the organization sends. A person: whom the event names, and nobody else.
 */
export type Audience =
  | { to: 'members'; roles: readonly OrganizationRole[] }
  | { to: 'reviewers' }
  | { to: 'person' };

type KindRules = {
  subject: NoticeSubject;
  audience: Audience;
  /** Somebody has to act: owners are told too when nobody has read it for some days. */
  isPressing: boolean;
  /** Told to the one who caused it, and by mail whatever they chose. */
  isSecurity?: true;
  /** Over before a mail is read, or about mails that don't arrive. */
  isInboxOnly?: true;
  values: z.ZodType<Record<string, string | number | boolean | null | readonly string[]>>;
};

const EDITORS: Audience = { to: 'members', roles: ['EDITOR'] };
const EDITORS_AND_OWNERS: Audience = { to: 'members', roles: ['EDITOR', 'OWNER'] };
const OWNERS: Audience = { to: 'members', roles: ['OWNER'] };
const REVIEWERS: Audience = { to: 'reviewers' };

const id = z.uuid();
const at = z.iso.datetime();
const submission = z.object({ submissionId: id, assetId: id, asset: z.string(), number: z.number() });
const judged = submission.extend({ reason: z.string().nullable() });
const scan = z.object({ scanId: id, websiteId: id, website: z.string() });
const asset = z.object({ assetId: id, asset: z.string() });
const product = z.object({
  productId: id,
  product: z.string(),
  cause: z.string(),
  website: z.string().nullable(),
});
/** `thing` is the first of what changed, `more` how many others did, `things` all of them. */
const drift = z.object({
  place: z.enum(['WEBSITE', 'ASSET']),
  placeId: id,
  name: z.string(),
  thing: z.string(),
  more: z.number(),
  // Not in events of the first releases.
  things: z.array(z.string()).default([]),
});
const endpoint = z.object({ endpointId: id, host: z.string() });

/**
 * Everything that people and machines are told of, with the values that its sentence, its link and a webhook need. The
 * sentence is `notices.<kind>` in `lib/i18n/messages`; nothing that is stored is one. A new kind is a line here, one in
 * `notice-link.ts`, and its texts.
 */
export const NOTICE_KINDS = {
  'submission.approved': {
    subject: 'reviews',
    audience: EDITORS_AND_OWNERS,
    isPressing: false,
    values: judged,
  },
  'submission.rejected': { subject: 'reviews', audience: EDITORS, isPressing: true, values: judged },
  'submission.returned': { subject: 'reviews', audience: EDITORS, isPressing: true, values: judged },
  'submission.asked': { subject: 'reviews', audience: EDITORS, isPressing: true, values: submission },
  'comment.mentioned': {
    subject: 'mentions',
    audience: { to: 'person' },
    isPressing: false,
    values: submission.extend({ by: z.string() }),
  },
  'scan.finished': {
    subject: 'scans',
    audience: EDITORS,
    isPressing: false,
    values: scan.extend({ findings: z.number() }),
  },
  'scan.failed': {
    subject: 'scans',
    audience: EDITORS,
    isPressing: false,
    values: scan.extend({ reason: z.string().nullable() }),
  },
  'scan.expiring': {
    subject: 'scans',
    audience: EDITORS,
    isPressing: true,
    values: scan.extend({ days: z.number() }),
  },
  'scan.notBooked': {
    subject: 'scans',
    audience: EDITORS,
    isPressing: true,
    values: z.object({ websiteId: id, website: z.string(), blocker: z.enum(['OWNERSHIP', 'AGREEMENT']) }),
  },
  'interface.failed': {
    subject: 'interfaces',
    audience: EDITORS,
    isPressing: true,
    values: asset.extend({ interfaces: z.array(z.string()) }),
  },
  'interface.recovered': { subject: 'interfaces', audience: EDITORS, isPressing: false, values: asset },
  'accessKey.ending': {
    subject: 'interfaces',
    audience: EDITORS,
    isPressing: false,
    values: asset.extend({ interfaceType: z.enum(['BASIC', 'KIT']), endsAt: at }),
  },
  'product.flagged': {
    subject: 'products',
    audience: EDITORS_AND_OWNERS,
    isPressing: true,
    values: product,
  },
  'product.cleared': {
    subject: 'products',
    audience: EDITORS_AND_OWNERS,
    isPressing: false,
    values: product,
  },
  'drift.found': { subject: 'drift', audience: EDITORS_AND_OWNERS, isPressing: false, values: drift },
  'drift.gone': { subject: 'drift', audience: EDITORS_AND_OWNERS, isPressing: false, values: drift },
  'webhook.failed': {
    subject: 'deliveries',
    audience: OWNERS,
    isPressing: false,
    values: endpoint.extend({ deliveryId: id }),
  },
  'webhook.disabled': { subject: 'deliveries', audience: OWNERS, isPressing: false, values: endpoint },
  'mail.failed': {
    subject: 'deliveries',
    audience: OWNERS,
    isPressing: false,
    isInboxOnly: true,
    values: z.object({ person: z.string() }),
  },
  'session.newDevice': {
    subject: 'security',
    audience: { to: 'person' },
    isPressing: false,
    isSecurity: true,
    values: z.object({
      browser: z.string().nullable(),
      system: z.string().nullable(),
      address: z.string().nullable(),
      signedInAt: at,
    }),
  },
  'password.changed': {
    subject: 'security',
    audience: { to: 'person' },
    isPressing: false,
    isSecurity: true,
    values: z.object({ how: z.enum(['OWN', 'LINK', 'ADMINISTRATOR']), changedAt: at }),
  },
  'member.madeOwner': {
    subject: 'security',
    audience: { to: 'person' },
    isPressing: false,
    isSecurity: true,
    values: z.object({ organization: z.string(), by: z.string() }),
  },
  'secondStep.changed': {
    subject: 'security',
    audience: { to: 'person' },
    isPressing: false,
    isSecurity: true,
    values: z.object({ what: z.enum(['ON', 'OFF', 'REMOVED', 'CODES', 'RECOVERED']), changedAt: at }),
  },
  'review.arrived': {
    subject: 'desk',
    audience: REVIEWERS,
    isPressing: false,
    values: submission.extend({ isAppeal: z.boolean() }),
  },
  'review.replied': { subject: 'desk', audience: REVIEWERS, isPressing: false, values: submission },
  'review.claimEnding': {
    subject: 'desk',
    audience: { to: 'person' },
    isPressing: false,
    isInboxOnly: true,
    values: submission.extend({ endsAt: at }),
  },
} as const satisfies Record<string, KindRules>;

export type NoticeKind = keyof typeof NOTICE_KINDS;
export type NoticeValues<K extends NoticeKind> = z.infer<(typeof NOTICE_KINDS)[K]['values']>;

/** A kind with its values, each kind for itself. */
export type NoticeContent = { [K in NoticeKind]: { kind: K; values: NoticeValues<K> } }[NoticeKind];

export const isNoticeKind = (kind: unknown): kind is NoticeKind =>
  typeof kind === 'string' && Object.hasOwn(NOTICE_KINDS, kind);

export const rulesOfKind = (kind: NoticeKind): KindRules => NOTICE_KINDS[kind];

/** What a row says; null for one that another version of the product wrote and this one does not know. */
export function readNotice(row: { kind: string; values: unknown }): NoticeContent | null {
  if (!isNoticeKind(row.kind)) return null;
  const values = rulesOfKind(row.kind).values.safeParse(row.values);
  return values.success ? ({ kind: row.kind, values: values.data } as NoticeContent) : null;
}

/** Events of an organization that its webhooks may be sent: those of its members. */
export const isForMembers = (kind: NoticeKind): boolean => rulesOfKind(kind).audience.to === 'members';

export const kindsOfSubject = (subject: NoticeSubject): NoticeKind[] =>
  (Object.keys(NOTICE_KINDS) as NoticeKind[]).filter((kind) => rulesOfKind(kind).subject === subject);
