import { cache } from 'react';
import type { ErrorCode } from '@/lib/core/errors';
import { type PersonContext, requireContext, requireMemberContext } from './current-actor';
import { orNotFound } from './or-not-found';

type PageContext<Value> = Value & { context: PersonContext };

/**
 * Declares what a detail page shows. It is read once a request, whoever draws a part of it; where the verbs say
 * that nothing is there, so does the page.
 * @param read gets the parts of the address; only texts and null, because reads are told apart by them
 */
export const pageReader = <Keys extends readonly (string | null)[], Value>(
  read: (context: PersonContext, ...keys: Keys) => Promise<Value>,
): ((...keys: Keys) => Promise<PageContext<Value>>) => makeReader(requireMemberContext, ['NOT_FOUND'], read);

/** The same for pages that only owners have. */
export const ownerPageReader = <Keys extends readonly (string | null)[], Value>(
  read: (context: PersonContext, ...keys: Keys) => Promise<Value>,
): ((...keys: Keys) => Promise<PageContext<Value>>) =>
  makeReader(requireMemberContext, ['NOT_FOUND', 'FORBIDDEN'], read);

/** The same for pages of reviewers, which are not there for anybody else. */
export const reviewPageReader = <Keys extends readonly (string | null)[], Value>(
  read: (context: PersonContext, ...keys: Keys) => Promise<Value>,
): ((...keys: Keys) => Promise<PageContext<Value>>) =>
  makeReader(requireContext, ['NOT_FOUND', 'FORBIDDEN'], read);

function makeReader<Keys extends readonly (string | null)[], Value>(
  require: () => Promise<PersonContext>,
  codes: readonly ErrorCode[],
  read: (context: PersonContext, ...keys: Keys) => Promise<Value>,
): (...keys: Keys) => Promise<PageContext<Value>> {
  return cache(async (...keys: Keys) => {
    const context: PersonContext = { ...(await require()), reads: new Map() };
    return { ...(await orNotFound(read(context, ...keys), codes)), context };
  });
}
