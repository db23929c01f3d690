import type { Profile } from '../wire-message';

/** Whose calculation it is: a request of V2.0, an `authToken`, or a seller's own response. */
export type Side = 'request' | 'token' | 'answer';

const SIDES: Readonly<Record<Profile, Side>> = {
  'v2-request': 'request',
  'v2-kit': 'request',
  'v1-auth-token': 'token',
  'v1-body-sign': 'answer',
};
export const profileSide = (profile: Profile): Side => SIDES[profile];

/** What the sentences of a mistake are made of: their id below `signing.mistake`, and their values. */
export type MistakeWords = { id: string; values: { side: Side; detail: string } };

/** @param name as `toMistakeName` writes it; one that an older version kept has no detail */
export function mistakeWords(name: string, side: Side): MistakeWords {
  const colon = name.indexOf(':');
  const id = colon < 0 ? name : name.slice(0, colon);
  return { id, values: { side, detail: colon < 0 ? '' : name.slice(colon + 1) } };
}
