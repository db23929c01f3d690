import type { LoginSecrets, PlainLoginProfile } from '@/lib/websites/rules/login-profile';
import type { LoginPlan } from './plan';

/** How the engine logs in with a website's settings; no settings are no login. */
export function toLoginPlan(profile: (PlainLoginProfile & { secrets: LoginSecrets }) | null): LoginPlan {
  if (profile?.mode === 'PASSWORD')
    return {
      mode: 'form',
      loginUrl: profile.loginUrl,
      username: profile.username,
      password: profile.secrets.password ?? '',
      verifyUrl: profile.verifyUrl === '' ? null : profile.verifyUrl,
    };
  if (profile?.mode === 'COOKIE')
    return { mode: 'cookie', cookieHeader: profile.secrets.cookies ?? '', verifyUrl: profile.verifyUrl };
  return { mode: 'none' };
}
