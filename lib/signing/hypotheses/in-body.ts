import { Body } from './body';
import { hypothesis, type Rank } from './hypothesis';
import type { JsonText } from './json/json-text';
import { type JsonWriter, rewrittenJson } from './json/json-writer';

/** A mistake in the body; null where it makes no difference. */
export function inBody<const Id extends string>(
  id: Id,
  slot: string,
  change: (body: Body) => Body | null,
  rank: Rank = 2,
) {
  return hypothesis(
    id,
    slot,
    (recipe) => {
      const body = recipe.message === 'parameters' ? null : change(recipe.body);
      return body && { ...recipe, body };
    },
    rank,
  );
}

/** A mistake in the body's text; a byte order mark in front stays where it is. */
export const inText = <const Id extends string>(
  id: Id,
  slot: string,
  change: (text: string) => string,
  rank: Rank = 2,
) =>
  inBody(
    id,
    slot,
    ({ textAfterBom, hasBom }) => {
      const text = textAfterBom === null ? null : change(textAfterBom);
      return text === null || text === textAfterBom ? null : Body.ofText(text, hasBom);
    },
    rank,
  );

/** A mistake in how the body's JSON is written or arranged; what is around it stays. */
export const inJson = <const Id extends string>(
  id: Id,
  slot: string,
  change: (json: JsonText) => JsonText,
  rank: Rank = 2,
) =>
  inBody(
    id,
    slot,
    (body) => {
      const changed = body.json && Body.ofJson(change(body.json), body.hasBom);
      return changed?.text === body.text ? null : changed;
    },
    rank,
  );

/** The body as another serialiser writes it, however many things that changes at once. */
export const asWritten = <const Id extends string>(
  id: Id,
  slot: string,
  writer: JsonWriter,
  rank: Rank = 2,
) => inJson(id, slot, (json) => rewrittenJson(json, writer), rank);
