import { fileEnding } from '../files/climbs';
import {
  awkMinus,
  awkPrint,
  type Calculate,
  cmdJoined,
  cmdSet,
  exprMinus,
  exprRest,
  powerShellEcho,
  powerShellJoined,
  shEcho,
  shExpr,
  shJoined,
} from './calculations';

/** What a shell takes for a space. */
const IFS = '$' + '{IFS}';
const unspaced = (command: string): string => command.replaceAll(' ', IFS);

export type CommandShell = 'sh' | 'cmd' | 'powershell' | 'argument';
/** How a command is put behind a value, and how it is shown that it ran; `proofs`: the first is tried, the others confirm. */
export type CommandForm = {
  shell: CommandShell;
  proofs: readonly Calculate[];
  /** Which values it is worth trying behind; all when absent. */
  fits?: RegExp;
  write(value: string, command: string): string;
};

const SH = [shEcho, shExpr, shJoined];
const SH_WITHOUT_DOLLAR = [shExpr, shJoined];
const CMD = [cmdSet, cmdJoined];
const POWERSHELL = [powerShellEcho, powerShellJoined];

/**
 * A colon is before every separator that SQL, too, takes for the end of a statement: there it is an error, so that no
 * shortened statement runs; a shell sees one more letter of the argument. Runs where the value is written without quotation marks, in single and in double ones: what is behind the first `#`
 * counts only where the quotation mark before it ends the argument. It ends as the value does, for pages that look at that.
 */
export const anyQuotes =
  (separator: string): CommandForm['write'] =>
  (value, command) =>
    `${value}${separator}${command} #'${separator}${command} #"${separator}${command} #${fileEnding(value)}`;

/** As above for `cmd`, which knows double quotation marks only; `rem` leaves the status of what was before it. */
export const anyWindowsQuotes: CommandForm['write'] = (value, command) =>
  `${value}:&${command}&rem "&${command}&rem `;

/** Both in one: to a shell of Unix what is behind a `#` is a comment, to `cmd` what is before `:&` is an argument. */
export function eitherShell(value: string, command: string, windowsCommand: string): string {
  const ending = fileEnding(value);
  const first = anyQuotes(':;')(value, command).slice(0, ending === '' ? undefined : -ending.length);
  return anyWindowsQuotes(first, windowsCommand) + ending;
}

const behind =
  (separator: string): CommandForm['write'] =>
  (value, command) =>
    value + separator + command;

/** Ends the argument and opens it again, where a comment would hide the end of what it is written in. */
const withinQuotes: CommandForm['write'] = (value, command) => `${value}':;${command};:'`;

/** Within double quotation marks, too; those of PowerShell are written alike and take another sign out of words. */
export const SUBSTITUTIONS: readonly CommandForm[] = [
  { shell: 'sh', proofs: [...SH, powerShellJoined], write: (value, command) => `${value}$(${command})` },
  { shell: 'sh', proofs: SH_WITHOUT_DOLLAR, write: (value, command) => `${value}\`${command}\`` },
];

/** A value with the signs of an address or a path. */
const ADDRESS = /[\w\]][.:/\\@][\w[]/;
const OPTION = { shell: 'argument', proofs: SH, fits: ADDRESS } as const;

/** Where something else is printed behind the output of the command. */
export const CMD_PIPE: CommandForm = { shell: 'cmd', proofs: CMD, write: behind('|') };

/** Separators in front of quotation marks and behind them: one of both is outside of the quotes that the value stands in. */
const SEPARATORS = ':;|&$(<';
/** A line that no shell can read, wherever the value stands in it: nothing runs. */
export const shellSoup = (value: string, mark: string): string =>
  `${value}${mark}${SEPARATORS}'"${SEPARATORS}'"\``;

export const SH_FORM: CommandForm = { shell: 'sh', proofs: SH, write: anyQuotes(':;') };
export const CMD_FORM: CommandForm = { shell: 'cmd', proofs: CMD, write: anyWindowsQuotes };
/** Where semicolons and ampersands are refused. */
export const PIPE_FORM: CommandForm = { shell: 'sh', proofs: SH, write: behind('|') };

/** Where a name that begins or ends with a bar is opened as a command (Perl, Ruby). */
export const NAME_FORMS: readonly CommandForm[] = [
  { shell: 'sh', proofs: SH_WITHOUT_DOLLAR, fits: ADDRESS, write: (_value, command) => `|${command}` },
  { shell: 'sh', proofs: SH, fits: ADDRESS, write: (_value, command) => `${command}|` },
];

/** For places that refuse some of the signs. */
export const FURTHER_FORMS: readonly CommandForm[] = [
  { shell: 'sh', proofs: SH, write: anyQuotes('|') },
  // A new line is what filters of separators forget; those of dollars stand beside them.
  { shell: 'sh', proofs: SH_WITHOUT_DOLLAR, write: anyQuotes('\n') },
  ...SUBSTITUTIONS,
  { shell: 'sh', proofs: SH, write: withinQuotes },
  // Where dollars and brackets, long values or spaces are refused.
  { shell: 'sh', proofs: SH_WITHOUT_DOLLAR, write: anyQuotes(':&') },
  { shell: 'sh', proofs: SH, write: (value, command) => `${value}|${unspaced(command)}` },
  { shell: 'sh', proofs: SH, write: (value, command) => `${value}$(${unspaced(command)})` },
  // Where the value is decoded once more.
  { shell: 'sh', proofs: SH, write: (value, command) => encodeURIComponent(anyQuotes(':;')(value, command)) },
  ...NAME_FORMS,
  CMD_PIPE,
  { shell: 'powershell', proofs: POWERSHELL, write: anyQuotes(':;') },
];

/** Options of programs that start others and have messages of their own: git and ssh. */
export const OPTION_FORMS: readonly CommandForm[] = [
  { ...OPTION, write: (_value, command) => `--upload-pack=${command}` },
  { ...OPTION, write: (_value, command) => `-oProxyCommand=${command} >&2` },
];

/** What a program takes for more than its argument: find and awk. */
const WORD_FORMS: readonly CommandForm[] = [
  {
    shell: 'argument',
    proofs: [exprMinus, exprRest],
    write: (value, command) => `${value} -exec ${command} ;`,
  },
  { shell: 'argument', proofs: [awkPrint, awkMinus], write: (_value, command) => command },
];
/** The same for git and ssh, too. */
export const ARGUMENT_FORMS: readonly CommandForm[] = [...OPTION_FORMS, ...WORD_FORMS];
/** Behind values that nothing speaks for: a word alone is no pattern and no program. */
export const UNLIKELY_FORMS: readonly CommandForm[] = [
  ...OPTION_FORMS,
  ...NAME_FORMS,
  ...WORD_FORMS.map((form) => ({ ...form, fits: /[^\w\s.,-]/ })),
];
