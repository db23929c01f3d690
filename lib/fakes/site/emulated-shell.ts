import { lookUpHost } from './look-up-host';

const MOST_TEXT = 2_000;
const ARITHMETIC = /\$\(\((\d{1,9})([*+-])(\d{1,9})\)\)/g;
const SUBSTITUTION = /\$\(([^()]*)\)|`([^`]*)`/g;

function calculate(left: string, sign: string, right: string): string {
  const [a, b] = [Number(left), Number(right)];
  return String(sign === '*' ? a * b : sign === '+' ? a + b : a - b);
}

/**
 * What a shell would print for a line, for the three commands of the vulnerable site: `echo`, `expr` and the look-up of
 * a host name. A table in memory: no process is started.
 */
export function emulateShell(line: string): string {
  return line
    .slice(0, MOST_TEXT)
    .replace(/\s#[^\n]*/g, '')
    .split(/&&|\|\||[;&|\n]/)
    .map(runCommand)
    .filter((output) => output !== '')
    .join('\n');
}

function runCommand(command: string): string {
  const words = command
    .replace(ARITHMETIC, (_whole, left, sign, right) => calculate(left, sign, right))
    .replace(SUBSTITUTION, (_whole, inner, ticked) => runCommand(inner ?? ticked))
    .replace(/["'\\]/g, '')
    .trim()
    .split(/\s+/);
  const [name = '', ...rest] = words;
  if (name === 'lookup') return lookUpHost(rest.join(' '));
  if (name === 'echo') return rest.join(' ');
  const [left = '', sign = '', right = ''] = rest;
  if (name === 'expr' && /^[-+]$/.test(sign)) return calculate(left, sign, right);
  return name === '' ? '' : `sh: ${name}: not found`;
}
