import type { Parameter } from '../canonical';
import { type Hypothesis, hypothesis } from './hypothesis';
import type { Recipe } from './recipe';

/** A mistake in the parameters under an `authToken`; null where none of them changes. */
function inParameters<const Id extends string>(
  id: Id,
  slot: string,
  change: (parameters: readonly Parameter[]) => readonly Parameter[],
) {
  return hypothesis(id, slot, (recipe) => {
    if (recipe.message !== 'parameters') return null;
    const parameters = change(recipe.parameters);
    const isSame =
      parameters.length === recipe.parameters.length &&
      parameters.every(
        ([name, value], i) => recipe.parameters[i]?.[0] === name && recipe.parameters[i]?.[1] === value,
      );
    return isSame ? null : { ...recipe, parameters };
  });
}

const inValues =
  (change: (value: string) => string) =>
  (parameters: readonly Parameter[]): Parameter[] =>
    parameters.map(([name, value]) => [name, change(value)]);

/** As Java's URLEncoder and HTML forms write a value: a space becomes `+`. */
const formEncoded = (value: string) => new URLSearchParams([['', value]]).toString().slice(1);

function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

const inOrder = <const Id extends string>(id: Id, parameterOrder: Recipe['parameterOrder']) =>
  hypothesis(id, 'parameterOrder', (recipe) =>
    recipe.message === 'parameters' ? { ...recipe, parameterOrder } : null,
  );

export const PARAMETER_HYPOTHESES = [
  inParameters(
    'parameters-plus-lost',
    'parameter-values',
    inValues((value) => value.replaceAll('+', ' ')),
  ),
  inParameters('parameters-not-decoded', 'parameter-values', inValues(encodeURIComponent)),
  inParameters('parameters-not-form-decoded', 'parameter-values', inValues(formEncoded)),
  inParameters('parameters-decoded-twice', 'parameter-values', inValues(percentDecoded)),
  inParameters(
    'parameters-encoded-twice',
    'parameter-values',
    inValues((value) => formEncoded(formEncoded(value))),
  ),
  inOrder('parameters-as-received', 'as-received'),
  inOrder('parameters-descending', 'descending'),
  inOrder('parameters-ignoring-case', 'ignoring-case'),
  inParameters('parameters-empty-removed', 'parameter-set', (all) => all.filter(([, value]) => value !== '')),
  inParameters('parameters-without-timestamp', 'parameter-set', (all) =>
    all.filter(([name]) => name !== 'timeStamp'),
  ),
  inParameters('parameters-without-test-flag', 'parameter-set', (all) =>
    all.filter(([name]) => name !== 'testFlag'),
  ),
] satisfies readonly Hypothesis[];
