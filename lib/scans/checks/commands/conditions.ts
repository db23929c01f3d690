import { twoNumbers } from './calculations';

/** A command that succeeds or fails by the numbers in it, and prints nothing that matters. @param mark makes it its own */
export type Condition = (mark: string, isSuccess: boolean) => string;

/** Two numbers of as many digits, the larger one first. */
function inOrder(mark: string): [large: number, small: number] {
  const [a, b] = twoNumbers(mark, 4);
  return a > b ? [a, b] : [b === a ? a + 1 : b, a];
}

export const shCompared: Condition = (mark, isSuccess) => {
  const [large, small] = inOrder(mark);
  return isSuccess ? `test $((${large}-${small})) -gt 0` : `test $((${small}-${large})) -gt 0`;
};
/** `expr` fails where its result is zero. */
export const shRest: Condition = (mark, isSuccess) => {
  const [large, small] = inOrder(mark);
  return `expr ${large} - ${isSuccess ? small : large}`;
};
/** The same without a calculation. */
const shOrdered: Condition = (mark, isSuccess) => {
  const [large, small] = inOrder(mark);
  return isSuccess ? `test ${large} -gt ${small}` : `test ${small} -gt ${large}`;
};

/** Prints nothing, or what no name of a host or a file holds. */
const printing =
  (condition: Condition): Condition =>
  (mark, isSuccess) =>
    `${condition(mark, isSuccess)}||echo :.invalid`;
export const shPrinted = printing(shCompared);
export const shPrintedPlain = printing(shOrdered);

/** `ver` succeeds always: what failed before counts no more. */
export const cmdDivided: Condition = (mark, isSuccess) => {
  const [large, small] = inOrder(mark);
  return `ver&set /a 1/(${large}-${isSuccess ? small : large})`;
};
export const cmdFolder: Condition = (mark, isSuccess) => `ver&cd ${isSuccess ? '.' : mark}`;
