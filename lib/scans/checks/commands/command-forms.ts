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

export type CommandShell = 'sh' | 'cmd' | 'powershell' | 'argument';
/** How a command is put behind a value, and how it is shown that it ran; `proofs`: the first is tried, the others confirm. */
export type CommandForm = {
  shell: CommandShell;
  proofs: readonly Calculate[];
  write(value: string, command: string): string;
};

const SH = [shEcho, shExpr, shJoined];
const SH_WITHOUT_DOLLAR = [shExpr, shJoined];
const CMD = [cmdSet, cmdJoined];
const POWERSHELL = [powerShellEcho, powerShellJoined];

/**
 * Runs where the value is written without quotation marks, in single and in double ones: what is behind the first `#`
 * counts only where the quotation mark before it ends the argument.
 */
const anyQuotes =
  (separator: string): CommandForm['write'] =>
  (value, command) =>
    `${value}${separator}${command} #'${separator}${command} #"${separator}${command} #`;

/** As above for `cmd`, which knows double quotation marks only. */
const anyWindowsQuotes: CommandForm['write'] = (value, command) =>
  `${value}:&${command}&rem "&${command}&rem `;

const behind =
  (separator: string): CommandForm['write'] =>
  (value, command) =>
    value + separator + command;

/** Ends the argument and opens it again, where a comment would hide the end of what it is written in. */
const within =
  (quote: string): CommandForm['write'] =>
  (value, command) =>
    `${value}${quote}:;${command};:${quote}`;

/** Within double quotation marks, too. */
export const SUBSTITUTIONS: readonly CommandForm[] = [
  { shell: 'sh', proofs: SH, write: (value, command) => `${value}$(${command})` },
  { shell: 'sh', proofs: SH, write: (value, command) => `${value}\`${command}\`` },
];

/** Where something else is printed behind the output of the command. */
export const CMD_PIPE: CommandForm = { shell: 'cmd', proofs: CMD, write: behind('|') };

/** Separators in front of quotation marks and behind them: one of both is outside of the quotes that the value stands in. */
const SEPARATORS = ':;|&$(<';
/** A line that no shell can read, wherever the value stands in it: nothing runs. */
export const shellSoup = (value: string, mark: string): string =>
  `${value}${mark}${SEPARATORS}'"${SEPARATORS}'"\``;

/**
 * The likeliest first. A colon is before every separator that SQL, too, takes for the end of a statement: there it is
 * an error, so that no shortened statement runs; a shell sees one more letter of the argument.
 */
export const FIRST_FORMS: readonly CommandForm[] = [
  { shell: 'sh', proofs: SH, write: anyQuotes(':;') },
  { shell: 'sh', proofs: SH, write: behind('|') },
  { shell: 'cmd', proofs: CMD, write: anyWindowsQuotes },
];

/** For places that refuse some of the signs. */
export const FURTHER_FORMS: readonly CommandForm[] = [
  { shell: 'sh', proofs: SH, write: anyQuotes('|') },
  { shell: 'sh', proofs: SH, write: anyQuotes('\n') },
  ...SUBSTITUTIONS,
  { shell: 'sh', proofs: SH, write: within("'") },
  { shell: 'sh', proofs: SH, write: within('"') },
  // Where only the messages of a command that failed are shown.
  { shell: 'sh', proofs: SH, write: (value, command) => anyQuotes(':;')(value, `${command} >&2;exit 1`) },
  // Where dollars and brackets, long values or spaces are refused.
  { shell: 'sh', proofs: SH_WITHOUT_DOLLAR, write: anyQuotes(':&') },
  { shell: 'sh', proofs: SH_WITHOUT_DOLLAR, write: (_value, command) => `|${command}` },
  { shell: 'sh', proofs: SH, write: (value, command) => `${value}|${command.replaceAll(' ', IFS)}` },
  CMD_PIPE,
  { shell: 'powershell', proofs: POWERSHELL, write: anyQuotes(':;') },
];

/** Options of programs that start others: find, git, ssh; and a program of awk. */
export const ARGUMENT_FORMS: readonly CommandForm[] = [
  {
    shell: 'argument',
    proofs: [exprMinus, exprRest],
    write: (value, command) => `${value} -exec ${command} ;`,
  },
  { shell: 'argument', proofs: SH, write: (_value, command) => `--upload-pack=${command}` },
  { shell: 'argument', proofs: SH, write: (_value, command) => `-oProxyCommand=${command} >&2` },
  { shell: 'argument', proofs: [awkPrint, awkMinus], write: (_value, command) => command },
];
