import { isBlocking } from '@/lib/findings/rules/finding';
import { cancelScan } from '@/lib/scans/cancel-scan';
import { getScanReport } from '@/lib/scans/get-scan-report';
import { listScansAfter } from '@/lib/scans/list-scans-after';
import { requestScan } from '@/lib/scans/request-scan';
import { getWebsite } from '@/lib/websites/get-website';
import { type Operation, toOperation } from '../operation';
import { apiCursor, toApiCursor } from '../rules/api-cursor';
import { listQuery, toKeyset, toList, toListShape } from '../rules/lists';
import { findingShape, scanShape } from '../shapes/scan';

/** Findings are numbered within their scan. */
const isNumber = (place: string): boolean => /^[1-9]\d{0,6}$/.test(place);

export const SCAN_OPERATIONS: readonly Operation[] = [
  toOperation({
    id: 'listScans',
    group: 'scans',
    method: 'GET',
    path: '/scans',
    scope: 'READ',
    query: listQuery,
    answer: toListShape(scanShape),
    run: async (context, { query }) => toList(await listScansAfter(context, toKeyset(query))),
  }),
  toOperation({
    id: 'listWebsiteScans',
    group: 'scans',
    method: 'GET',
    path: '/websites/{websiteId}/scans',
    scope: 'READ',
    query: listQuery,
    answer: toListShape(scanShape),
    run: async (context, { params, query }) => {
      await getWebsite(context, params.websiteId);
      return toList(await listScansAfter(context, { ...params, ...toKeyset(query) }));
    },
  }),
  toOperation({
    id: 'startScan',
    group: 'scans',
    method: 'POST',
    path: '/websites/{websiteId}/scans',
    scope: 'RUN',
    status: 202,
    location: '/scans/',
    answer: scanShape,
    run: async (context, { params }) =>
      getScanReport(context, (await requestScan(context, params.websiteId)).scanId),
  }),
  toOperation({
    id: 'getScan',
    group: 'scans',
    method: 'GET',
    path: '/scans/{scanId}',
    scope: 'READ',
    answer: scanShape,
    run: (context, { params }) => getScanReport(context, params.scanId),
  }),
  toOperation({
    id: 'cancelScan',
    group: 'scans',
    method: 'POST',
    path: '/scans/{scanId}/cancel',
    scope: 'RUN',
    status: 202,
    answer: scanShape,
    run: async (context, { params }) => {
      // A re-test has an operation of its own.
      await getScanReport(context, params.scanId);
      await cancelScan(context, params.scanId);
      return getScanReport(context, params.scanId);
    },
  }),
  toOperation({
    id: 'listFindings',
    group: 'scans',
    method: 'GET',
    path: '/scans/{scanId}/findings',
    scope: 'READ',
    query: listQuery.extend({ cursor: apiCursor(isNumber).optional() }),
    answer: toListShape(findingShape),
    run: async (context, { params, query: { cursor, limit } }) => {
      const { findings } = await getScanReport(context, params.scanId);
      const rest = findings.filter(({ number }) => number > Number(cursor ?? 0));
      const data = rest.slice(0, limit).map((finding) => ({ ...finding, isBlocking: isBlocking(finding) }));
      const last = data.at(-1);
      return { data, next: last && rest.length > limit ? toApiCursor(String(last.number)) : null };
    },
  }),
];
