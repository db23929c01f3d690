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

export type CommandShell = 'sh' | 'cmd' | 'powershell' | 'argument';
/** How a command is put behind a value, and how it is shown that it ran; `proofs`: the first is tried, the others confirm. */
export type CommandForm = {
  shell: CommandShell;
  proofs: readonly Calculate[];
  /** Which values it is worth trying behind; all when absent. */
  fits?: RegExp;
  /** Asked for also where the page says to other forms what it always says: programs with messages of their own. */
  isQuiet?: true;
  write(value: string, command: string): string;
};

const SH = [shEcho, shExpr, shJoined];
const SH_WITHOUT_DOLLAR = [shExpr, shJoined];
const CMD = [cmdSet, cmdJoined];
const POWERSHELL = [powerShellEcho, powerShellJoined];

/**
 * Runs where the value is written without quotation marks, in single and in double ones: what is behind the first `#`
 * counts only where the quotation mark before it ends the argument. It ends as the value does, for pages that look at that.
 */
export const anyQuotes =
  (separator: string): CommandForm['write'] =>
  (value, command) =>
    `${value}${separator}${command} #'${separator}${command} #"${separator}${command} #${fileEnding(value)}`;

/** As above for `cmd`, which knows double quotation marks only; `rem` leaves the status of what was before it. */
export const anyWindowsQuotes: CommandForm['write'] = (value, command) =>
  `${value}:&${command}&rem "&${command}&rem `;

const behind =
  (separator: string): CommandForm['write'] =>
  (value, command) =>
    value + separator + command;

/** Ends the argument and opens it again, where a comment would hide the end of what it is written in. */
const withinQuotes: CommandForm['write'] = (value, command) => `${value}':;${command};:'`;

/** Within double quotation marks, too; those of PowerShell are written alike and take another sign out of words. */
export const SUBSTITUTIONS: readonly CommandForm[] = [
  { shell: 'sh', proofs: [...SH, powerShellJoined], write: (value, command) => `${value}$(${command})` },
  { shell: 'sh', proofs: SH, write: (value, command) => `${value}\`${command}\`` },
];

/** A word that may name a file or a host, and one with the signs of an address or a path. */
const NAME = /[^\d.,-]/;
const ADDRESS = /[\w\]][.:/\\@][\w[]/;
const OPTION = { shell: 'argument', proofs: SH, fits: ADDRESS, isQuiet: true } as const;

/**
 * The likeliest first. A colon is before every separator that SQL, too, takes for the end of a statement: there it is
 * an error, so that no shortened statement runs; a shell sees one more letter of the argument.
 */
export const COMMAND_FORMS: readonly CommandForm[] = [
  { shell: 'sh', proofs: SH, write: anyQuotes(':;') },
  { shell: 'cmd', proofs: CMD, write: anyWindowsQuotes },
  { shell: 'sh', proofs: SH, write: anyQuotes('|') },
  { shell: 'sh', proofs: SH, write: anyQuotes('\n') },
  ...SUBSTITUTIONS,
  { shell: 'sh', proofs: SH, write: withinQuotes },
  // Where dollars and brackets, long values or spaces are refused.
  { shell: 'sh', proofs: SH_WITHOUT_DOLLAR, write: anyQuotes(':&') },
  { shell: 'sh', proofs: SH_WITHOUT_DOLLAR, fits: NAME, write: (_value, command) => `|${command}` },
  { shell: 'sh', proofs: SH, write: (value, command) => `${value}|${command.replaceAll(' ', IFS)}` },
  // Where a name that begins or ends with a bar is opened as a command (Perl, Ruby), and where it is decoded once more.
  { shell: 'sh', proofs: SH, fits: NAME, write: (_value, command) => `${command}|` },
  { shell: 'sh', proofs: SH, write: (value, command) => encodeURIComponent(anyQuotes(':;')(value, command)) },
  { shell: 'cmd', proofs: CMD, write: behind('|') },
  { shell: 'powershell', proofs: POWERSHELL, write: anyQuotes(':;') },
  // Options of programs that start others: find, git, ssh; and a program of awk.
  {
    shell: 'argument',
    proofs: [exprMinus, exprRest],
    write: (value, command) => `${value} -exec ${command} ;`,
  },
  { ...OPTION, write: (_value, command) => `--upload-pack=${command}` },
  { ...OPTION, write: (_value, command) => `-oProxyCommand=${command} >&2` },
  { shell: 'argument', proofs: [awkPrint, awkMinus], write: (_value, command) => command },
];
