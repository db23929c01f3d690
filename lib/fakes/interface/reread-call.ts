import { toBytes } from '@/lib/signing/encoding';
import type { IsFaultOn } from '../faults';
import { REREADING_FAULTS, type RereadingFault } from '../faults/rereading-faults';

type Change = (text: string) => string;

/** A whole string of JSON, or one other thing in it. */
const inJson = (string: Change, other: RegExp, change: Change): Change => {
  const tokens = new RegExp(`("(?:[^"\\\\]|\\\\.)*")|${other.source}`, 'g');
  return (json) => json.replace(tokens, (found, text?: string) => (text ? string(found) : change(found)));
};

const same: Change = (text) => text;
const NUMBER = /-?\d[\d.eE+-]*/;
const inNumbers = (change: Change) => inJson(same, NUMBER, change);
/** The value of each string, without quotes and with its escapes read; names of members are none that changes. */
const inStrings = (change: Change) =>
  inJson((text) => JSON.stringify(change(JSON.parse(text))), /(?!)/, same);
const escaped =
  (characters: RegExp): Change =>
  (json) =>
    json.replace(characters, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#039;',
};
const withEntities: Change = (text) => text.replace(/[&<>"']/g, (found) => ENTITIES[found] ?? found);

/** Members whose value looks like this, of compact JSON, at every depth. */
const withoutMembers = (values: string): Change => {
  const member = new RegExp(`("(?:[^"\\\\]|\\\\.)*"):(?:${values})(?=[,}])(,?)|"(?:[^"\\\\]|\\\\.)*"`, 'g');
  const withoutLastComma = inJson(same, /,(?=\})/, () => '');
  return (json) =>
    withoutLastComma(json.replace(member, (found, name?: string) => (name === undefined ? found : '')));
};

/** As `Double.toString` of Java prints a number. */
const asDouble: Change = (text) => {
  const number = Number(text);
  const isPlain = number === 0 || (Math.abs(number) >= 1e-3 && Math.abs(number) < 1e7);
  const [digits = '', exponent] = (isPlain ? String(number) : number.toExponential()).split('e');
  const mantissa = digits.includes('.') ? digits : `${digits}.0`;
  return exponent === undefined ? mantissa : `${mantissa}E${Number(exponent)}`;
};

/** What becomes of a body. */
const BODIES: Readonly<Record<RereadingFault, Change>> = {
  'html-escaping-go': escaped(/[&<>\u2028\u2029]/g),
  'html-escaping-gson': escaped(/[&<>='\u2028\u2029]/g),
  'php-slashes': (json) => json.replaceAll('/', '\\/'),
  'htmlspecialchars-filter': inStrings(withEntities),
  'dropped-empties': withoutMembers('""|\\[\\]|\\{\\}|null'),
  'dropped-zeros': withoutMembers('""|\\[\\]|\\{\\}|null|"0"|0|false'),
  'trimmed-values': inStrings((text) => text.trim()),
  'numbers-as-doubles': inNumbers(asDouble),
  'numbers-reprinted': inNumbers((number) => String(Number(number))),
};

type Parameter = readonly [name: string, value: string];
type ChangeOfParameters = (parameters: readonly Parameter[]) => Parameter[];

const inValues =
  (change: Change): ChangeOfParameters =>
  (parameters) =>
    parameters.map(([name, value]) => [name, change(value)]);

/** What becomes of the parameters of V1.0. */
const PARAMETERS: Readonly<Partial<Record<RereadingFault, ChangeOfParameters>>> = {
  'htmlspecialchars-filter': inValues(withEntities),
  'dropped-empties': (parameters) => parameters.filter(([, value]) => value !== ''),
  'dropped-zeros': (parameters) => parameters.filter(([, value]) => value !== '' && value !== '0'),
  'trimmed-values': inValues((value) => value.trim()),
};

const faultsOn = (isFaultOn: IsFaultOn): RereadingFault[] =>
  (Object.keys(REREADING_FAULTS) as RereadingFault[]).filter(isFaultOn);

/** The body as the seller verifies it. */
export function rereadBody(body: Uint8Array, isFaultOn: IsFaultOn): Uint8Array {
  const changes = faultsOn(isFaultOn).map((fault) => BODIES[fault]);
  if (changes.length === 0) return body;
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
  return toBytes(changes.reduce((json, change) => change(json), text));
}

/** The parameters of V1.0 as the seller verifies them. */
export const rereadParameters = (parameters: readonly Parameter[], isFaultOn: IsFaultOn): Parameter[] =>
  faultsOn(isFaultOn).reduce((read, fault) => PARAMETERS[fault]?.(read) ?? read, [...parameters]);
