import type { Route } from 'next';
import type { FixTarget, Section } from '@/lib/submissions/rules/readiness-facts';

const FOLDERS: Record<Section, string> = {
  details: 'details',
  websites: 'websites',
  selfCheck: 'self-check',
  connection: 'connection',
};
const TABS = { ownership: '', login: '/login', scans: '/scans' } as const;

/** The hub of an asset, or the page of one of its sections. */
export const assetPath = (assetId: string, section?: Section): Route =>
  `/assets/${assetId}${section ? `/${FOLDERS[section]}` : ''}` as Route;

export const scanPath = (scanId: string): Route => `/scans/${scanId}` as Route;
export const websitePath = (websiteId: string): Route => `/websites/${websiteId}` as Route;
export const requestPath = (submissionId: string): Route => `/requests/${submissionId}` as Route;

/** Parts of the connection page that are always there; every other field is one of the declaration. */
const CONNECTION_CARDS: readonly string[] = ['cases', 'url-proof', 'runs'];

/** A part of the connection page, or a field of the declaration with its form open. */
export const connectionFieldPath = (assetId: string, field: string): Route =>
  `${assetPath(assetId, 'connection')}${CONNECTION_CARDS.includes(field) ? '' : '?edit=declaration'}#${field}` as Route;

/** Where a blocker or a warning of this asset is mended: the very page and, where there is one, the field. */
export function targetRoute(assetId: string, target: FixTarget): Route {
  switch (target.page) {
    case 'details':
      return `${assetPath(assetId, 'details')}#${target.field}` as Route;
    case 'websites':
      return assetPath(assetId, 'websites');
    case 'website':
      return `/websites/${target.websiteId}${TABS[target.tab]}` as Route;
    case 'scan':
      return scanPath(target.scanId);
    case 'connection':
      return connectionFieldPath(assetId, target.field);
  }
}
