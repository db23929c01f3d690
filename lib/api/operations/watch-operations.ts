import { z } from 'zod';
import { getAsset } from '@/lib/assets/get-asset';
import type { Context } from '@/lib/auth/actor';
import { acceptDrift } from '@/lib/drift/accept-drift';
import { listDrift } from '@/lib/drift/list-drift';
import { acceptDriftSchema } from '@/lib/drift/schemas';
import { findRescanPlan } from '@/lib/scans/rescans/find-rescan-plan';
import { saveRescans } from '@/lib/scans/rescans/save-rescans';
import { RESCAN_DAYS_BEFORE, type RescanTime } from '@/lib/scans/rules/rescan-window';
import { rescansInput } from '@/lib/scans/schemas';
import { getWebsite } from '@/lib/websites/get-website';
import { type Operation, toOperation } from '../operation';
import { driftShape, rescansShape } from '../shapes/watch';

const NO_RESCANS = { daysBefore: null, hour: null, zone: null, nextAt: null };

const readRescans = async (context: Context, { websiteId }: { websiteId: string }) => {
  await getWebsite(context, websiteId);
  const found = await findRescanPlan(context, websiteId);
  if (!found) return { websiteId, ...NO_RESCANS };
  // Written by `saveRescans` alone.
  return { websiteId, ...found, daysBefore: found.daysBefore as (typeof RESCAN_DAYS_BEFORE)[number] };
};

const { hour, zone } = rescansInput.shape;

/** What is looked at by itself: automatic scans, and what is no longer as approved. */
export const WATCH_OPERATIONS: readonly Operation[] = [
  toOperation({
    id: 'getRescans',
    group: 'scans',
    method: 'GET',
    path: '/websites/{websiteId}/rescans',
    scope: 'READ',
    answer: rescansShape,
    run: (context, { params }) => readRescans(context, params),
  }),
  toOperation({
    id: 'saveRescans',
    group: 'scans',
    method: 'PUT',
    path: '/websites/{websiteId}/rescans',
    scope: 'RUN',
    body: z.union([
      z.strictObject({ daysBefore: z.null() }),
      z.strictObject({ daysBefore: z.literal(RESCAN_DAYS_BEFORE), hour, zone }),
    ]),
    example: { daysBefore: 7, hour: 2, zone: 'Asia/Shanghai' },
    answer: rescansShape,
    run: async (context, { params, body }) => {
      const off: RescanTime = { daysBefore: 0, hour: 0, zone: 'UTC' };
      await saveRescans(context, { ...off, ...params, ...body, daysBefore: body.daysBefore ?? 'OFF' });
      return readRescans(context, params);
    },
  }),
  toOperation({
    id: 'listWebsiteDrift',
    group: 'websites',
    method: 'GET',
    path: '/websites/{websiteId}/drift',
    scope: 'READ',
    answer: z.object({ data: z.array(driftShape) }),
    run: async (context, { params }) => {
      await getWebsite(context, params.websiteId);
      return { data: await listDrift(context, params) };
    },
  }),
  toOperation({
    id: 'listAssetDrift',
    group: 'assets',
    method: 'GET',
    path: '/assets/{assetId}/drift',
    scope: 'READ',
    answer: z.object({ data: z.array(driftShape) }),
    run: async (context, { params }) => {
      await getAsset(context, params.assetId);
      return { data: await listDrift(context, params) };
    },
  }),
  toOperation({
    id: 'acceptDrift',
    group: 'websites',
    method: 'POST',
    path: '/drift/{watchId}/accept',
    scope: 'WRITE',
    body: z.strictObject(acceptDriftSchema.omit({ watchId: true }).shape),
    example: { version: 3 },
    run: (context, { params, body }) => acceptDrift(context, { ...params, ...body }),
  }),
];
