import { z } from 'zod';
import type { CaseChoice } from '@/lib/connection-tests/rules/run-plan';
import { CASE_LIMITS } from '@/lib/connection-tests/rules/saved-case';
import type { InterfaceSpec } from '@/lib/koogallery/interface';
import { findInterface, INTERFACES } from '@/lib/koogallery/interface-catalog';
import { validateRequest } from '@/lib/koogallery/validate-request';
import type { JsonObject } from '@/lib/signing/canonical';
import { toText } from '@/lib/signing/encoding';
import { readNamed } from '../commands/signing-input';
import type { Terminal } from '../commands/signing-terminal';
import { translate, usageError } from './say-test';
import type { Seller } from './seller-options';

/** Cases to call, and what those of a file send: each with the ids and times of the run. */
export type ChosenCases = {
  choices: readonly CaseChoice[];
  savedRequest(activity: string, caseName: string): JsonObject | null;
};

const caseFileSchema = z
  .array(
    z.strictObject({
      /** Empty: the interface's own case. */
      name: z.string().trim().max(CASE_LIMITS.name).default(''),
      activity: z.string(),
      request: z.record(z.string(), z.json()).optional(),
    }),
  )
  .min(1);

const noSavedRequest = () => null;

/** The interfaces that a seller of this declaration can be asked for, by activity. */
export const listInterfaces = ({ protocol, declaration }: Seller): readonly InterfaceSpec[] =>
  INTERFACES.filter(
    (spec) =>
      spec.protocol === protocol && (spec.kind === 'basic' || declaration.productKind === 'JOINT_OPERATIONS'),
  );

/**
 * Cases by name (`newInstance,queryInstance`), else those of a JSON file. Where they need an instance and none is
 * named, newInstance is called before them.
 * @throws InputError for an unknown activity and for a file that is none
 */
export async function readCases(
  text: string,
  seller: Seller,
  hasInstance: boolean,
  terminal: Terminal,
): Promise<ChosenCases> {
  const known = listInterfaces(seller).map(({ activity }) => activity);
  const names = text.split(',').map((name) => name.trim());
  const isList = names.every((name) => /^[A-Za-z]+$/.test(name));
  if (!isList) {
    const cases = await readCaseFile(text, seller, terminal);
    return { ...cases, choices: withNewInstance(cases.choices, hasInstance) };
  }
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw usageError('activityUnknown', { unknown, known: known.join(', ') });
  const choices = names.map((activity) => ({ activity, caseName: '' }));
  return { choices: withNewInstance(choices, hasInstance), savedRequest: noSavedRequest };
}

/** The saved cases of a file, exactly. @throws InputError */
export async function readCaseFile(path: string, seller: Seller, terminal: Terminal): Promise<ChosenCases> {
  const read = caseFileSchema.safeParse(parsed(await readNamed(path, terminal)));
  if (!read.success) {
    const [issue] = read.error.issues;
    // People count the cases from 1.
    const place = issue?.path.map((part) => (typeof part === 'number' ? part + 1 : part)).join('.');
    throw usageError('casesMalformed', { path, place: place || '–' });
  }
  const cases = read.data.map(({ name, activity, request }) => ({
    activity,
    caseName: name,
    request: (request ?? null) as JsonObject | null,
  }));
  for (const [index, one] of cases.entries()) refuseBadCase(one, { path, place: String(index + 1), seller });
  return {
    choices: cases.map(({ activity, caseName }) => ({ activity, caseName })),
    savedRequest: (activity, caseName) =>
      cases.find((one) => one.activity === activity && one.caseName === caseName)?.request ?? null,
  };
}

type Case = { activity: string; request: JsonObject | null };

function refuseBadCase(
  { activity, request }: Case,
  at: { path: string; place: string; seller: Seller },
): void {
  const known = listInterfaces(at.seller).map((spec) => spec.activity);
  if (!known.includes(activity))
    throw usageError('activityUnknown', { unknown: activity, known: known.join(', ') });
  if (request) requireValid(activity, request, at);
}

/** @throws InputError with the first field that breaks the limits of the interface */
export function requireValid(
  activity: string,
  request: JsonObject,
  { path, place, seller }: { path: string; place: string; seller: Pick<Seller, 'protocol'> },
): void {
  const spec = findInterface(seller.protocol, activity);
  const [problem] = spec ? validateRequest(spec, request).problems : [];
  if (!problem) return;
  const { code, ...values } = problem;
  const what = translate(`connection-checks.request.${code}`, values);
  throw usageError('requestRefused', { path, place, activity, what });
}

/** A JSON object from a file or standard input. @throws InputError */
export function toJsonObject(bytes: Uint8Array, path: string): JsonObject {
  const value = parsed(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw usageError('requestMalformed', { path });
  return value as JsonObject;
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(toText(bytes) ?? '');
  } catch {
    return undefined;
  }
}

/** Everything but newInstance is about an instance. */
function withNewInstance(choices: readonly CaseChoice[], hasInstance: boolean): readonly CaseChoice[] {
  const isMade = hasInstance || choices.some(({ activity }) => activity === 'newInstance');
  return isMade ? choices : [{ activity: 'newInstance', caseName: '' }, ...choices];
}
