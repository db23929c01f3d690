import { expect, it } from 'vitest';
import type { ParameterLocation } from '@/lib/findings/rules/finding';
import type { Exchange } from '@/lib/http/exchange';
import { PlaceFacts } from '@/lib/scans/engine/places/place-facts';
import { saysSame } from '@/lib/scans/engine/requests/same-response';
import { capturedPage } from '../checks/captured-page';

const MISSING = 'nobody-has-this';
const answer = (status: number, body: string): Exchange => capturedPage({ status, body });
const notFound = (name: string) => answer(404, `<p>There is no page ${name}</p>`);

/** @param respond what the place says to a value */
function reactionOf(respond: (value: string) => Exchange, location: ParameterLocation = 'PATH') {
  let marks = 0;
  return new PlaceFacts(
    { value: 'alice', location },
    {
      mark: () => `pf7k2m4qx9${(marks++).toString(36).padStart(3, 'a')}z`,
      baseline: async () => respond('alice'),
      send: async (value) => respond(value),
      contact: async () => null,
      isOfMissing: async (response) =>
        saysSame({ exchange: notFound(MISSING), value: MISSING, mark: MISSING }, response, 'alice'),
      remember: (_what, ask) => ask(),
    },
  ).reaction();
}
const person = (otherwise: (name: string) => Exchange) => (name: string) =>
  name === 'alice' ? answer(200, '<p>Alice</p>') : otherwise(name);

it('takes the name of a page for one: the site says of others what it says of any missing path', async () => {
  expect(await reactionOf(person(notFound))).toBe('ECHO');
  expect(
    await reactionOf(
      person(() => answer(404, '<p>Not here</p>')),
      'PATH',
    ),
  ).toBe('KEYED');
});

it('knows a name that was looked for by what is said where it was not found', async () => {
  expect(await reactionOf(person(() => answer(404, '{"message":"User not found"}')))).toBe('KEYED');
  expect(await reactionOf(person((name) => answer(404, `<p>There is no person ${name}</p>`)))).toBe('KEYED');
});
