import { z } from 'zod';
import type { Context } from '@/lib/auth/actor';
import { tryLogin } from '@/lib/scans/try-login';
import { findLoginSettings } from '@/lib/websites/login/find-login-settings';
import { saveLoginProfile } from '@/lib/websites/login/save-login-profile';
import { saveLoginProfileSchema } from '@/lib/websites/schemas';
import { type Operation, toOperation } from '../operation';
import { loginShape, loginTryShape } from '../shapes/login';

const read = async (context: Context, { websiteId }: { websiteId: string }) => {
  const found = await findLoginSettings(context, websiteId);
  const { version = 0, state = 'NOT_SET' as const, lastTry = null } = found ?? {};
  return { websiteId, version, state, settings: found, lastTry };
};

export const LOGIN_OPERATIONS: readonly Operation[] = [
  toOperation({
    id: 'getLogin',
    group: 'websites',
    method: 'GET',
    path: '/websites/{websiteId}/login',
    scope: 'READ',
    answer: loginShape,
    run: (context, { params }) => read(context, params),
  }),
  toOperation({
    id: 'saveLogin',
    group: 'websites',
    method: 'PUT',
    path: '/websites/{websiteId}/login',
    scope: 'WRITE',
    body: z.strictObject(
      saveLoginProfileSchema.omit({ websiteId: true }).extend({
        requestsPerSecond: z.number(),
        concurrency: z.number().optional(),
      }).shape,
    ),
    example: {
      version: 0,
      mode: 'PASSWORD',
      loginUrl: '/login',
      verifyUrl: '/account',
      username: 'scanner',
      password: 'the password of a test account',
      requestsPerSecond: 5,
    },
    answer: loginShape,
    isVersioned: true,
    run: async (context, { params, body }) => {
      await saveLoginProfile(context, { ...params, ...body });
      return read(context, params);
    },
  }),
  toOperation({
    id: 'tryLogin',
    group: 'websites',
    method: 'POST',
    path: '/websites/{websiteId}/login/try',
    scope: 'RUN',
    answer: z.object({ isKept: z.boolean(), lastTry: loginTryShape }),
    run: (context, { params }) => tryLogin(context, params.websiteId),
  }),
];
