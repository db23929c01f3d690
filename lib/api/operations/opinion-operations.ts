import { z } from 'zod';
import { OPINION_MB } from '@/lib/core/policy';
import { allowOpinionImport } from '@/lib/opinions/allow-opinion-import';
import { deleteOpinion } from '@/lib/opinions/delete-opinion';
import { type ComparedOpinion, getOpinion } from '@/lib/opinions/get-opinion';
import { importOpinion } from '@/lib/opinions/import-opinion';
import { listOpinions } from '@/lib/opinions/list-opinions';
import { getWebsite } from '@/lib/websites/get-website';
import { FILE_BODY, type Operation, toOperation } from '../operation';
import { apiCursor, toApiCursor } from '../rules/api-cursor';
import { toListShape } from '../rules/lists';
import { fileQuery } from '../shapes/file-query';
import { opinionDetails, opinionRowShape, opinionShape } from '../shapes/opinion';

const toDetails = ({ opinion, states, scan }: ComparedOpinion) => ({ ...opinion, states, scan });

/** Rows come in pages that never change. */
const isPage = (place: string): boolean => /^[1-9]\d{0,4}$/.test(place);

/** Reports of other scanners, beside the website's own scans. */
export const OPINION_OPERATIONS: readonly Operation[] = [
  toOperation({
    id: 'listOpinions',
    group: 'scans',
    method: 'GET',
    path: '/websites/{websiteId}/opinions',
    scope: 'READ',
    answer: z.object({ data: z.array(opinionShape) }),
    run: async (context, { params }) => {
      await getWebsite(context, params.websiteId);
      return { data: await listOpinions(context, params.websiteId) };
    },
  }),
  toOperation({
    id: 'importOpinion',
    group: 'scans',
    method: 'POST',
    path: '/websites/{websiteId}/opinions',
    scope: 'WRITE',
    query: fileQuery,
    body: FILE_BODY,
    bodyKib: OPINION_MB * 1_024,
    status: 201,
    location: '/websites/{websiteId}/opinions/',
    answer: opinionDetails,
    run: async (context, { params, query, body: bytes, signal }) => {
      await allowOpinionImport(context);
      const { opinionId } = await importOpinion(context, { ...params, ...query, bytes }, signal);
      return toDetails(await getOpinion(context, { ...params, opinionId }));
    },
  }),
  toOperation({
    id: 'getOpinion',
    group: 'scans',
    method: 'GET',
    path: '/websites/{websiteId}/opinions/{opinionId}',
    scope: 'READ',
    answer: opinionDetails,
    run: async (context, { params }) => toDetails(await getOpinion(context, params)),
  }),
  toOperation({
    id: 'deleteOpinion',
    group: 'scans',
    method: 'DELETE',
    path: '/websites/{websiteId}/opinions/{opinionId}',
    scope: 'WRITE',
    run: async (context, { params }) => {
      await getOpinion(context, params);
      await deleteOpinion(context, params);
    },
  }),
  toOperation({
    id: 'listOpinionRows',
    group: 'scans',
    method: 'GET',
    path: '/websites/{websiteId}/opinions/{opinionId}/rows',
    scope: 'READ',
    query: z.strictObject({ cursor: apiCursor(isPage).optional() }),
    answer: toListShape(opinionRowShape),
    run: async (context, { params, query: { cursor } }) => {
      const { rows } = await getOpinion(context, { ...params, page: cursor });
      return { data: rows.rows, next: rows.page < rows.pages ? toApiCursor(String(rows.page + 1)) : null };
    },
  }),
];
