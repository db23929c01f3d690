import type { Parameter } from '../../canonical';
import { type Hypothesis, hypothesis } from '../hypothesis';
import { inParameters, without } from './parameter-hypotheses';

/** Names that a sentence may show as they are. */
const SHOWN_NAME = /^[A-Za-z][\w.-]{0,63}$/;
const TOKEN_NAMES = ['authToken', 'signature', 'sign'];
/** A mistake each in the list above. */
const HAS_ITS_OWN = ['timeStamp', 'testFlag'];
const MOST_NAMES = 64;

/**
 * What depends on the parameters at hand: each of them forgotten, and the token itself signed with them.
 * @param token the value of `authToken` in the request; null where nobody knows it
 */
export function parameterChoices(
  parameters: readonly Parameter[],
  token: string | null,
): Hypothesis<'parameters-one-left-out' | 'parameters-with-token' | 'parameters-one-added'>[] {
  const named = [...new Set(parameters.map(([name]) => name))].filter(
    (name) => SHOWN_NAME.test(name) && !HAS_ITS_OWN.includes(name),
  );
  const leftOut = named.slice(0, MOST_NAMES).map((missing) => ({
    ...without('parameters-one-left-out', ([name]) => name === missing, 3),
    detail: missing,
  }));
  const signed = (token === null ? [] : TOKEN_NAMES).map((name) => ({
    ...inParameters('parameters-with-token', 'parameter-set', (all) => [...all, [name, token ?? '']], 3),
    detail: name,
  }));
  const added = ['authToken', 'accessKey', 'key'].map((name) => ({ ...addedTo(name), detail: name }));
  return [...leftOut, ...signed, ...added];
}

/** The key among the parameters, or a token that was emptied rather than removed. */
const addedTo = (name: string) =>
  hypothesis(
    'parameters-one-added',
    'parameter-set',
    (recipe) =>
      recipe.message === 'parameters'
        ? {
            ...recipe,
            parameters: [...recipe.parameters, [name, name === 'authToken' ? '' : recipe.accessKey]],
          }
        : null,
    3,
  );
