import { describe, expect, it } from 'vitest';
import { toLoginPlan } from '@/lib/scans/rules/login-plan';

const profile = {
  ...{ loginUrl: 'https://a.example/login', verifyUrl: 'https://a.example/me', username: 'ana' },
  ...{ headerNames: [], pathsToAvoid: [], requestsPerSecond: 5, concurrency: 2 },
};

describe('the login of a scan', () => {
  it('is by form, by cookies, or none', () => {
    expect(toLoginPlan({ ...profile, mode: 'PASSWORD', secrets: { password: 'p' } })).toEqual({
      mode: 'form',
      loginUrl: 'https://a.example/login',
      username: 'ana',
      password: 'p',
      verifyUrl: 'https://a.example/me',
    });
    expect(toLoginPlan({ ...profile, mode: 'COOKIE', secrets: { cookies: 'sid=1' } })).toEqual({
      mode: 'cookie',
      cookieHeader: 'sid=1',
      verifyUrl: 'https://a.example/me',
    });
    expect(toLoginPlan({ ...profile, mode: 'NONE', secrets: {} })).toEqual({ mode: 'none' });
    expect(toLoginPlan(null)).toEqual({ mode: 'none' });
  });
});
