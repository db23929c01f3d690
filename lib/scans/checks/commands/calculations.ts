/**
 * A command whose output cannot be read off its own text. `bare` is there where the output is a number alone: the same
 * calculation without a command, which shows whether the page calculates by itself.
 */
export type Calculation = {
  command: string;
  output: string;
  bare?: string;
  /** The shell calculates within a text, too, which is shown with the name of the command in it. */
  isWithinText?: true;
};
/** @param mark makes the command its own; the same mark makes the same command */
export type Calculate = (mark: string) => Calculation;

/** Numbers that follow from a mark. */
export function twoNumbers(mark: string, digits: number): [number, number] {
  const from = 10 ** (digits - 1);
  const seed = [...mark].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 2_147_483_647, 7);
  return [from + (seed % (9 * from)), from + ((seed * 7_919 + 104_729) % (9 * from))];
}

function halves(mark: string): [string, string] {
  const middle = Math.ceil(mark.length / 2);
  return [mark.slice(0, middle), mark.slice(middle)];
}

const echoed =
  (write: (a: number, b: number) => string): Calculate =>
  (mark) => {
    const [head, tail] = halves(mark);
    const [a, b] = twoNumbers(mark, 4);
    return { command: `echo ${head}${write(a, b)}${tail}`, output: `${head}${a * b}${tail}` };
  };

const counted =
  (
    digits: number,
    write: (a: number, b: number) => string,
    result: (a: number, b: number) => number,
  ): Calculate =>
  (mark) => {
    const [a, b] = twoNumbers(mark, digits);
    const command = write(a, b);
    return { command, output: String(result(a, b)), bare: command.replace(/[^\d*/+ -]/g, '').trim() };
  };

/** What the shell takes out of a word. */
const joined =
  (removed: string): Calculate =>
  (mark) => {
    const [head, tail] = halves(mark);
    return { command: `echo ${head}${removed}${tail}`, output: mark };
  };

export const shEcho = echoed((a, b) => `$((${a}*${b}))`);
/** Where `$` and parentheses are filtered. */
export const shExpr = counted(
  7,
  (a, b) => `expr ${a} + ${b}`,
  (a, b) => a + b,
);
export const shJoined = joined('\\');
export const cmdSet = counted(
  4,
  (a, b) => `set /a ${a}*${b}`,
  (a, b) => a * b,
);
export const cmdJoined = joined('^');
const withinText =
  (calculate: Calculate): Calculate =>
  (mark) => ({ ...calculate(mark), isWithinText: true });
export const powerShellEcho = withinText(echoed((a, b) => `$(${a}*${b})`));
export const powerShellJoined = withinText(joined('`'));

export const awkPrint = counted(
  4,
  (a, b) => `BEGIN{print ${a}*${b}}`,
  (a, b) => a * b,
);
export const awkMinus = counted(
  7,
  (a, b) => `BEGIN{print ${a}-${b}}`,
  (a, b) => a - b,
);
/** Where a plus sign ends the command, and nothing splits or joins words. */
export const exprMinus = counted(
  7,
  (a, b) => `expr ${a} - ${b}`,
  (a, b) => a - b,
);
export const exprRest = counted(
  4,
  (a, b) => `expr ${a * b + 7} / ${a}`,
  (_a, b) => b,
);

/** What precedes an argument where a command is shown and not run, as pages and addresses write blanks. */
const BEHIND_COMMAND = '(?<!\\b(?:echo|expr|set(?: |\\+|%20)/a|print)(?:\\s|&nbsp;|\\+|%20))';

/** Whether the result is there, and not in the place of the calculation within a command that is only repeated. */
export function isPrinted({ output, bare, isWithinText }: Calculation, text: string): boolean {
  const whole = bare === undefined ? output : `(?<![\\d-])${output}(?!\\d)`;
  return new RegExp(isWithinText ? whole : BEHIND_COMMAND + whole, 'i').test(text);
}
