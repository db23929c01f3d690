import { toBytes } from '@/lib/signing/encoding';
import { type KitInterface, kitInterfaceAt, PRODUCE_PATH } from '../addresses';
import type { IsFaultOn } from '../faults';
import type { FaultProtocol } from '../faults/fault-entry';
import type { Ask } from '../wire/ask-and-reply';
import type { Fields } from './field-rules';
import { rereadBody, rereadParameters } from './reread-call';

/** What a call says about who sent it; null for what it leaves out. V1.0 has no nonce. */
export type Claim = { signature: string | null; timestamp: string | null; nonce: string | null };

/** A parameter of a query, decoded once. */
type Parameter = readonly [name: string, value: string];

/** A call that has been read and not been believed yet. */
export type ReadCall = {
  protocol: FaultProtocol;
  kitInterface: KitInterface | null;
  claim: Claim;
  /** What the signature is about: the body's bytes, or in V1.0 the text of the parameters. */
  payload: Uint8Array;
  /** In V1.0: the same text with one parameter left out, for each of them. */
  reducedPayloads(): Uint8Array[];
  /** Null for a body that is no JSON object in UTF-8. */
  fields: Fields | null;
};

/** The protocol that a request speaks; null when the address has no interface, or not with this method. */
export function recogniseProtocol({ path, method, query }: Ask): FaultProtocol | null {
  if (kitInterfaceAt(path)) return method === 'POST' ? 'kit' : null;
  if (path !== PRODUCE_PATH) return null;
  if (method === 'POST') return 'V2';
  return method === 'GET' && query.size > 0 ? 'V1' : null;
}

export function readCall(ask: Ask, protocol: FaultProtocol, isFaultOn: IsFaultOn): ReadCall {
  if (protocol === 'V1') return readQuery(ask, isFaultOn);
  const payload = spoilBody(ask.body, isFaultOn);
  return {
    protocol,
    kitInterface: kitInterfaceAt(ask.path),
    claim: protocol === 'kit' ? headerClaim(ask) : queryClaim(ask),
    payload,
    reducedPayloads: () => [],
    fields: parseObject(isFaultOn('garbles-non-ascii') ? payload : ask.body),
  };
}

/** koogallery-protocol §3.1. */
const queryClaim = ({ query }: Ask): Claim => ({
  signature: query.get('signature'),
  timestamp: query.get('timestamp'),
  nonce: query.get('nonce'),
});

/** koogallery-protocol §3.2. */
function headerClaim({ headers }: Ask): Claim {
  const header = (name: string) => headers[name]?.toString() ?? null;
  return { signature: header('x-sign'), timestamp: header('x-timestamp'), nonce: header('x-nonce') };
}

/** koogallery-protocol §3.3: every value was encoded once. */
function readQuery({ query, target }: Ask, isFaultOn: IsFaultOn): ReadCall {
  const parameters = isFaultOn('garbles-non-ascii') ? decodeLatin1(target) : [...query];
  const reread = rereadParameters(parameters, isFaultOn);
  const signed = isFaultOn('plus-as-space-verification') ? reread.map(withoutPlus) : reread;
  const parameter = (wanted: string) => parameters.find(([name]) => name === wanted)?.[1] ?? null;
  const without = (at: number) => signed.filter((_, index) => index !== at);
  return {
    protocol: 'V1',
    kitInterface: null,
    claim: {
      signature: parameter('authToken'),
      timestamp: parameter('timeStamp'),
      nonce: null,
    },
    payload: toBytes(signedText(signed)),
    reducedPayloads: () => signed.map((_, at) => toBytes(signedText(without(at)))),
    // Of parameters that share a name the first counts.
    fields: Object.fromEntries([...parameters].reverse()),
  };
}

/** `k=v&k=v`, names ascending, without the token itself; parameters that share a name keep their order. */
const signedText = (parameters: readonly Parameter[]): string =>
  parameters
    .filter(([name]) => name !== 'authToken')
    .toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map((pair) => pair.join('='))
    .join('&');

const withoutPlus = ([name, value]: Parameter): Parameter => [name, value.replaceAll('+', ' ')];

function decodeLatin1(target: string): Parameter[] {
  const decode = (text: string) =>
    text
      .replaceAll('+', ' ')
      .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return target
    .slice(target.indexOf('?') + 1)
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0
        ? [decode(pair), '']
        : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))];
    });
}

function spoilBody(body: Uint8Array, isFaultOn: IsFaultOn): Uint8Array {
  const read = isFaultOn('garbles-non-ascii') ? toBytes(Buffer.from(body).toString('latin1')) : body;
  const reread = rereadBody(read, isFaultOn);
  return isFaultOn('reserialised-verification') ? reserialised(reread) : reread;
}

/** The body as a framework prints it that has parsed it before anybody verified: a space after `:` and `,`. */
function reserialised(body: Uint8Array): Uint8Array {
  try {
    const printed = JSON.stringify(JSON.parse(new TextDecoder().decode(body)), null, 1);
    // Newlines inside strings are escaped, so every raw one is the printer's.
    return toBytes(printed.replace(/,\n\s*/g, ', ').replace(/\n\s*/g, ''));
  } catch {
    return body;
  }
}

function parseObject(body: Uint8Array): Fields | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
  } catch {
    return null;
  }
}
