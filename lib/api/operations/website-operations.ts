import { z } from 'zod';
import { preconditionFailed } from '@/lib/core/errors';
import { getOwnership } from '@/lib/ownership/get-ownership';
import { issueChallenge } from '@/lib/ownership/issue-challenge';
import { releaseClaim } from '@/lib/ownership/release-claim';
import { issueChallengeSchema, releaseClaimSchema, verifyOwnershipSchema } from '@/lib/ownership/schemas';
import { verifyOwnership } from '@/lib/ownership/verify-ownership';
import { addWebsite } from '@/lib/websites/add-website';
import { getWebsite } from '@/lib/websites/get-website';
import { listWebsitesAfter } from '@/lib/websites/list-websites-after';
import { removeWebsite } from '@/lib/websites/remove-website';
import { renameWebsite } from '@/lib/websites/rename-website';
import { addWebsiteSchema, renameWebsiteSchema } from '@/lib/websites/schemas';
import { type Operation, toOperation } from '../operation';
import { listQuery, toKeyset, toList, toListShape } from '../rules/lists';
import { ladderShape, ownershipShape, verificationFile, websiteShape } from '../shapes/website';

export const WEBSITE_OPERATIONS: readonly Operation[] = [
  toOperation({
    id: 'listWebsites',
    group: 'websites',
    method: 'GET',
    path: '/websites',
    scope: 'READ',
    query: listQuery,
    answer: toListShape(websiteShape),
    run: async (context, { query }) => toList(await listWebsitesAfter(context, toKeyset(query))),
  }),
  toOperation({
    id: 'addWebsite',
    group: 'websites',
    method: 'POST',
    path: '/websites',
    scope: 'WRITE',
    body: z.strictObject(addWebsiteSchema.shape),
    example: { address: 'https://shop.example.com', name: 'Shop' },
    status: 201,
    location: '/websites/',
    answer: websiteShape,
    run: async (context, { body }) => getWebsite(context, (await addWebsite(context, body)).id),
  }),
  toOperation({
    id: 'getWebsite',
    group: 'websites',
    method: 'GET',
    path: '/websites/{websiteId}',
    scope: 'READ',
    answer: websiteShape,
    run: (context, { params }) => getWebsite(context, params.websiteId),
  }),
  toOperation({
    id: 'renameWebsite',
    group: 'websites',
    method: 'PATCH',
    path: '/websites/{websiteId}',
    scope: 'WRITE',
    body: z.strictObject(renameWebsiteSchema.omit({ websiteId: true }).shape),
    example: { version: 2, name: 'Shop' },
    answer: websiteShape,
    isVersioned: true,
    run: async (context, { params, body }) => {
      await renameWebsite(context, { ...params, ...body });
      return getWebsite(context, params.websiteId);
    },
  }),
  toOperation({
    id: 'removeWebsite',
    group: 'websites',
    method: 'DELETE',
    path: '/websites/{websiteId}',
    scope: 'WRITE',
    run: (context, { params }) => removeWebsite(context, params),
  }),
  toOperation({
    id: 'getOwnership',
    group: 'websites',
    method: 'GET',
    path: '/websites/{websiteId}/ownership',
    scope: 'READ',
    answer: ownershipShape,
    run: (context, { params }) => getOwnership(context, params.websiteId),
  }),
  toOperation({
    id: 'makeVerificationFile',
    group: 'websites',
    method: 'POST',
    path: '/websites/{websiteId}/verification-file',
    scope: 'RUN',
    body: z.strictObject(issueChallengeSchema.omit({ websiteId: true }).shape),
    example: {},
    status: 201,
    answer: verificationFile,
    run: async (context, { params, body }) => {
      await issueChallenge(context, { ...params, ...body });
      const { file } = await getOwnership(context, params.websiteId);
      if (!file) throw preconditionFailed('ownership.noFile');
      return file;
    },
  }),
  toOperation({
    id: 'verifyWebsite',
    group: 'websites',
    method: 'POST',
    path: '/websites/{websiteId}/verify',
    scope: 'RUN',
    body: z.strictObject(verifyOwnershipSchema.omit({ websiteId: true }).shape),
    example: {},
    answer: ladderShape,
    run: (context, { params, body }) => verifyOwnership(context, { ...params, ...body }),
  }),
  toOperation({
    id: 'releaseHost',
    group: 'websites',
    method: 'POST',
    path: '/websites/{websiteId}/release',
    scope: 'RELEASE',
    body: z.strictObject(releaseClaimSchema.omit({ websiteId: true }).shape),
    example: { typedHost: 'shop.example.com' },
    run: (context, { params, body }) => releaseClaim(context, { ...params, ...body }),
  }),
];
