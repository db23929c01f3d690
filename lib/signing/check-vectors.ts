import type { Parameter } from './canonical';
import { toBytes, toHex } from './encoding';
import { decryptField, deriveKey, encryptField } from './encryption';
import type { Primitives } from './primitives';
import { stagesV1AuthToken } from './profiles/v1-auth-token';
import { parseBodySign, signV1Body, stagesV1BodySign } from './profiles/v1-body-sign';
import { stagesV2Request } from './profiles/v2-request';

/** One value of an entry that was calculated and compared. */
export type VectorComparison = { output: string; expected: string; seen: string };
export type VectorResult = {
  group: string;
  /** Position within its group, from 0. */
  index: number;
  passed: boolean;
  /** Only those that differ. */
  differences: readonly VectorComparison[];
  /** Why the entry could not be run at all. */
  problem: null | 'UNKNOWN_GROUP' | 'MALFORMED_ENTRY';
};
export type VectorReport =
  | { ok: true; passed: number; failed: number; results: readonly VectorResult[] }
  | { ok: false; problem: 'NOT_AN_OBJECT' | 'GROUP_NOT_A_LIST'; group: string | null };

type Entry = Readonly<Record<string, unknown>>;
/** The outputs of one entry with what this room makes of its inputs; null when an input is missing or of a wrong type. */
type Runner = (entry: Entry, primitives: Primitives) => VectorComparison[] | null;

const isRecord = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The named members when each of them is a text. */
function texts<Name extends string>(entry: Entry, ...names: Name[]): Record<Name, string> | null {
  const isComplete = names.every((name) => typeof entry[name] === 'string');
  return isComplete ? (entry as Record<Name, string>) : null;
}

const RUNNERS: Readonly<Record<string, Runner>> = {
  encryption(entry, primitives) {
    const given = texts(entry, 'accessKey', 'encryptType', 'iv', 'plaintext', 'aesKeyHex', 'ciphertext');
    if (!given || (given.encryptType !== '1' && given.encryptType !== '2') || given.iv.length !== 16)
      return null;
    const choice = { accessKey: given.accessKey, encryptType: given.encryptType, iv: given.iv } as const;
    const key = toHex(deriveKey(choice.accessKey, choice.encryptType, primitives));
    const decrypted = decryptField(given.ciphertext, choice, primitives);
    return [
      { output: 'aesKeyHex', expected: given.aesKeyHex, seen: key },
      {
        output: 'ciphertext',
        expected: given.ciphertext,
        seen: encryptField(given.plaintext, choice, primitives),
      },
      {
        output: 'plaintext',
        expected: given.plaintext,
        seen: decrypted.ok ? decrypted.plaintext : decrypted.failure.code,
      },
    ];
  },
  authToken(entry, primitives) {
    const given = texts(entry, 'accessKey', 'authToken');
    if (!given || !isRecord(entry.params)) return null;
    const parameters = Object.entries(entry.params);
    if (!parameters.every((pair): pair is [string, string] => typeof pair[1] === 'string')) return null;
    const parts = { accessKey: given.accessKey, parameters: parameters as Parameter[] };
    const seen = stagesV1AuthToken(parts, primitives).signature;
    return [{ output: 'authToken', expected: given.authToken, seen }];
  },
  bodySign(entry, primitives) {
    const given = texts(entry, 'accessKey', 'body', 'signature', 'header');
    if (!given) return null;
    const parts = { accessKey: given.accessKey, body: toBytes(given.body) };
    const parsed = parseBodySign(given.header);
    return [
      { output: 'signature', expected: given.signature, seen: stagesV1BodySign(parts, primitives).signature },
      { output: 'header', expected: given.header, seen: signV1Body(parts, primitives) },
      { output: 'header.signature', expected: given.signature, seen: parsed.signature ?? '' },
    ];
  },
  requestSignature(entry, primitives) {
    const given = texts(entry, 'accessKey', 'nonce', 'timestamp', 'body', 'signature');
    if (!given) return null;
    const seen = stagesV2Request({ ...given, body: toBytes(given.body) }, primitives).signature;
    return [{ output: 'signature', expected: given.signature, seen }];
  },
};

function runEntry(group: string, index: number, entry: unknown, primitives: Primitives): VectorResult {
  const stopped = (problem: VectorResult['problem']) => ({
    group,
    index,
    passed: false,
    differences: [],
    problem,
  });
  const runner = Object.hasOwn(RUNNERS, group) ? RUNNERS[group] : undefined;
  if (!runner) return stopped('UNKNOWN_GROUP');
  const comparisons = isRecord(entry) ? runner(entry, primitives) : null;
  if (!comparisons) return stopped('MALFORMED_ENTRY');
  const differences = comparisons.filter(({ expected, seen }) => expected !== seen);
  return { group, index, passed: differences.length === 0, differences, problem: null };
}

/**
 * Runs a file of signing vectors: an object of groups (`encryption`, `authToken`, `bodySign`, `requestSignature`),
 * each a list of entries that hold every input and the expected output. An entry passes when all outputs agree.
 * @param file the parsed JSON
 */
export function checkVectors(file: unknown, primitives: Primitives): VectorReport {
  if (!isRecord(file)) return { ok: false, problem: 'NOT_AN_OBJECT', group: null };
  const results: VectorResult[] = [];
  for (const [group, entries] of Object.entries(file)) {
    if (!Array.isArray(entries)) return { ok: false, problem: 'GROUP_NOT_A_LIST', group };
    entries.forEach((entry: unknown, index) => {
      results.push(runEntry(group, index, entry, primitives));
    });
  }
  const passed = results.filter((result) => result.passed).length;
  return { ok: true, passed, failed: results.length - passed, results };
}
