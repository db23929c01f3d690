/** Why somebody is not signed in, as a key below `auth.problem.`. */
export type SignInProblem =
  | { key: 'limited'; minutes: number }
  | {
      key: 'code' | 'wrongCode' | 'wrong' | 'notVerified' | 'refused' | 'provider' | 'unreachable' | 'failed';
    };

const OWN = ['code', 'wrongCode', 'notVerified', 'refused', 'failed'] as const;

/** The code that next-auth puts into the address, as something that can be said; anything unknown is a failure of ours. */
export function signInProblem(code: string): SignInProblem {
  const minutes = /^limited-(\d{1,4})$/.exec(code)?.[1];
  if (minutes !== undefined) return { key: 'limited', minutes: Number(minutes) };
  if (code === 'CredentialsSignin') return { key: 'wrong' };
  const own = OWN.find((key) => key === code);
  if (own) return { key: own };
  return { key: /^(OAuth|Callback|AccessDenied)/.test(code) ? 'provider' : 'failed' };
}
