import type { Route } from 'next';
import { returnPath } from '@/lib/auth/rules/return-path';
import type { FlagTarget } from '@/lib/products/rules/product-flags';
import type { FixTarget, Section } from '@/lib/submissions/rules/readiness-facts';

/** One of the pages that there are: a path whose shape no page has does not compile. */
const toRoute = <Path extends string>(path: Route<Path>): Route => path as Route;

type Query = Record<string, string> | [name: string, value: string][];

/** A page and what follows its path; parts of the query that say nothing are left out. */
export function withQuery(path: Route, query: Query, field = ''): Route {
  const said = (Array.isArray(query) ? query : Object.entries(query)).filter(([, value]) => value !== '');
  const search = said.length === 0 ? '' : `?${new URLSearchParams(said)}`;
  return `${path}${search}${field === '' ? '' : `#${field}`}` as Route;
}

/** Where a notice leads: `noticeLink` writes paths of pages, and a test follows each. */
export const noticeRoute = (link: string): Route => link as Route;

export type InboxQuery = { show: string; subject: string };

/** The inbox with filters, from behind a place on. */
export const inboxPath = ({ show, subject }: InboxQuery, older = ''): Route =>
  withQuery('/inbox', { show, subject, older });

/** A webhook, at a page of its log, or with one of its deliveries. */
export const webhookPath = (endpointId: string, at: { page?: number; delivery?: string } = {}): Route =>
  withQuery(
    toRoute(`/settings/webhooks/${endpointId}`),
    { page: at.page === undefined || at.page === 1 ? '' : String(at.page), delivery: at.delivery ?? '' },
    at.delivery === undefined ? '' : 'delivery',
  );

/** Opens what a notice is about, and marks it as read. */
export const noticePath = (noticeId: string): Route => toRoute(`/inbox/${noticeId}`);

/** Where to go after sign-in: a path of our own, whatever was wished. */
export const returnRoute = (wish: unknown): Route => returnPath(wish) as Route;

const SECTIONS = {
  details: 'details',
  websites: 'websites',
  selfCheck: 'self-check',
  connection: 'connection',
} as const satisfies Record<Section, string>;

/** The hub of an asset, or the page of one of its sections. */
export const assetPath = (assetId: string, section?: Section): Route =>
  section ? toRoute(`/assets/${assetId}/${SECTIONS[section]}`) : toRoute(`/assets/${assetId}`);

/** What becomes of each row of an act for many assets, at a page of it. */
export const bulkRunPath = (runId: string, page = 1): Route =>
  withQuery(toRoute(`/assets/bulk/${runId}`), { page: page === 1 ? '' : String(page) });

/** What is to be known before an asset is released as a product, and the form that does it. */
export const releasePath = (assetId: string): Route => toRoute(`/assets/${assetId}/release`);

export const productPath = (productId: string): Route => toRoute(`/products/${productId}`);

/** The details of an asset, with the question whether to delete it. */
export const assetDeletionPath = (assetId: string): Route =>
  withQuery(assetPath(assetId, 'details'), { delete: 'ask' }, 'delete');

/** The declaration with its form open. */
export const declarationPath = (assetId: string, field?: string): Route =>
  withQuery(assetPath(assetId, 'connection'), { edit: 'declaration' }, field);

/** Parts of the connection page that are always there; every other field is one of the declaration. */
const CONNECTION_CARDS: readonly string[] = ['cases', 'url-proof', 'runs'];

/** A part of the connection page, or a field of the declaration with its form open. */
export const connectionFieldPath = (assetId: string, field: string): Route =>
  CONNECTION_CARDS.includes(field)
    ? withQuery(assetPath(assetId, 'connection'), {}, field)
    : declarationPath(assetId, field);

/** The page of one run. */
export const runPath = (assetId: string, runId: string): Route =>
  toRoute(`/assets/${assetId}/connection/runs/${runId}`);

/** The page of one case: the interface's own, or a saved one. */
export const casePath = (assetId: string, activity: string, caseId = ''): Route =>
  withQuery(toRoute(`/assets/${assetId}/connection/${activity}`), { case: caseId });

export type WebsiteTab = 'ownership' | 'login' | 'scans';

/** A website: its proof of ownership, its login or its scans. */
export const websitePath = (websiteId: string, tab: WebsiteTab = 'ownership'): Route =>
  tab === 'ownership' ? toRoute(`/websites/${websiteId}`) : toRoute(`/websites/${websiteId}/${tab}`);

/** The report of another scanner on a website, at a page of its findings. */
export const opinionPath = (websiteId: string, opinionId: string, page = 1): Route =>
  withQuery(toRoute(`/websites/${websiteId}/opinions/${opinionId}`), {
    page: page === 1 ? '' : String(page),
  });

/** A scan, or one of its findings in the panel beside it. */
export const scanPath = (scanId: string, finding?: number): Route =>
  withQuery(toRoute(`/scans/${scanId}`), { finding: finding === undefined ? '' : String(finding) });

/** What reviewers accepted for later scans, of one website where it is named. */
export const decisionsPath = (websiteId = '', page = 1): Route =>
  withQuery('/decisions', { website: websiteId, page: page === 1 ? '' : String(page) });

type CalendarQuery = { month?: string; asset?: string; page?: number };

/** The calendar, at a month, of one asset, at a page of its list. */
export const calendarPath = ({ month = '', asset = '', page = 1 }: CalendarQuery = {}): Route =>
  withQuery('/calendar', { month, asset, page: page === 1 ? '' : String(page) });

export const requestPath = (submissionId: string): Route => toRoute(`/requests/${submissionId}`);

/** The appeal of a request, or one of its findings open for editing. */
export const appealPath = (submissionId: string, findingId = ''): Route =>
  withQuery(toRoute(`/requests/${submissionId}/appeal`), { finding: findingId });

/** The bench of a request, or one of its findings on it; on a phone, one of its parts. */
export const reviewPath = (submissionId: string, findingId = '', pane = ''): Route =>
  withQuery(toRoute(`/review/${submissionId}`), { finding: findingId, pane });

/** A message, at its newest attempt unless one is named. */
export const messagePath = (messageId: string, attempt?: number): Route =>
  withQuery(toRoute(`/messages/${messageId}`), { attempt: attempt === undefined ? '' : String(attempt) });

/** A side of a comparison: a message, at its newest attempt unless one is named. */
export const comparedSide = (messageId: string, attempt?: number): string =>
  attempt === undefined ? messageId : `${messageId}.${attempt}`;

/** Two messages beside each other; `comparedSide` writes a side. */
export const comparePath = (sides: readonly string[], isAllShown = false): Route =>
  withQuery('/messages/compare', [
    ...sides.map((side): [string, string] => ['id', side]),
    ['all', isAllShown ? '1' : ''],
  ]);

/** Calling again from a message, and what came of it. */
export const restartPath = (messageId: string): Route => withQuery('/messages/restart', { id: messageId });
export const restartedPath = (restartId: string): Route => toRoute(`/messages/restarts/${restartId}`);

/** Where a blocker or a warning of this asset is fixed: the very page and, where there is one, the field. */
export function targetPath(assetId: string, target: FixTarget): Route {
  switch (target.page) {
    case 'details':
      return withQuery(assetPath(assetId, 'details'), {}, target.field);
    case 'websites':
      return assetPath(assetId, 'websites');
    case 'website':
      return websitePath(target.websiteId, target.tab);
    case 'scan':
      return scanPath(target.scanId);
    case 'connection':
      return connectionFieldPath(assetId, target.field);
  }
}

/** Where somebody does something about a flag of a product. */
export function flagPath(assetId: string, target: FlagTarget): Route {
  if (target.page === 'request') return requestPath(target.submissionId);
  return target.page === 'asset' ? assetPath(assetId) : targetPath(assetId, target);
}
