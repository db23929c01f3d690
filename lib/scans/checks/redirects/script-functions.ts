import type { ScriptToken } from '../probing/script-tokens';

/** A function of a script: its parameters, its body, and where parentheses with values for it open. */
export type ScriptFunction = {
  parameters: readonly string[];
  from: number;
  until: number;
  calls: readonly number[];
};

const MAX_FUNCTIONS = 300;

/**
 * The functions of a script that are called in it, by name or where they are written.
 * @param closing the place behind the bracket that closes the one at a place
 */
export function scriptFunctions(
  tokens: readonly ScriptToken[],
  closing: (at: number) => number,
): ScriptFunction[] {
  const is = (at: number, value: string) => tokens[at]?.value === value && tokens[at]?.kind !== 'text';
  const found: (Omit<ScriptFunction, 'calls'> & { name: string | null; calls: number[] })[] = [];
  const add = (open: number, name: string | null) => {
    const behind = closing(open);
    const body = is(behind, '=>') ? behind + 1 : behind;
    if (!is(body, '{') || found.length >= MAX_FUNCTIONS) return;
    const parameters = tokens.slice(open + 1, behind - 1).filter(({ kind }) => kind === 'name');
    const until = closing(body);
    // `(function (u) { … })(value)` and `!function (u) { … }(value)`
    const call = is(until, '(') ? until : is(until, ')') && is(until + 1, '(') ? until + 1 : null;
    found.push({
      name,
      parameters: parameters.map(({ value }) => value),
      from: body,
      until,
      calls: call === null ? [] : [call],
    });
  };
  const nameBefore = (at: number): string | null =>
    is(at, '=') || is(at, ':') ? (tokens[at - 1]?.value ?? null) : null;
  for (const [at, { kind, value }] of tokens.entries()) {
    if (kind === 'name' && value === 'function') {
      const name = tokens[at + 1]?.kind === 'name' ? (tokens[at + 1]?.value ?? null) : null;
      add(name === null ? at + 1 : at + 2, name ?? nameBefore(at - 1));
    } else if (kind === 'sign' && value === '(' && is(closing(at), '=>')) {
      add(at, nameBefore(is(at - 1, 'async') ? at - 2 : at - 1));
    }
  }
  const byName = new Map(found.map((one) => [one.name, one]));
  for (const [at, { kind, value }] of tokens.entries()) {
    const isCall = kind === 'name' && is(at + 1, '(') && !is(at - 1, 'function');
    if (isCall) byName.get(value)?.calls.push(at + 1);
  }
  return found.filter(({ calls }) => calls.length > 0);
}
