import { describe, expect, it } from 'vitest';
import { signInProblem } from '@/app/sign-in/sign-in-problem';

describe('what the sign-in page says for a code in the address', () => {
  it.each([
    ['CredentialsSignin', { key: 'wrong' }],
    ['limited-7', { key: 'limited', minutes: 7 }],
    ['limited-99999', { key: 'failed' }],
    ['limited-<b>', { key: 'failed' }],
    ['notVerified', { key: 'notVerified' }],
    ['refused', { key: 'refused' }],
    ['OAuthCallback', { key: 'provider' }],
    ['OAuthSignin', { key: 'provider' }],
    ['AccessDenied', { key: 'provider' }],
    ['Callback', { key: 'provider' }],
    ['toString', { key: 'failed' }],
    ['', { key: 'failed' }],
  ])('%s', (code, problem) => expect(signInProblem(code)).toEqual(problem));
});
