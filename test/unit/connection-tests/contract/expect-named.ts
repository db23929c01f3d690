import { expect } from 'vitest';
import { describeTampering } from '@/lib/adversarial/describe-tampering';
import type { RunDiagnosis } from '@/lib/connection-tests/rules/run-diagnosis';
import { curlCommand, shellQuote } from '@/lib/response-checks/reproduce/curl';
import { signingScript } from '@/lib/response-checks/reproduce/signing-script';
import { ACCESS_KEY, KIT_KEY } from './contract-seller';
import { expectTexts } from './expect-texts';
import type { Named } from './fault-row';
import type { ContractRun } from './run-everything';
import { pickCalls, shownEvidence } from './shown-evidence';

/** That a run says everything of a fault: its name, its bytes, KooGallery's words, the way out, the way to see it again. */
export function expectNamed(run: ContractRun, { says, koogallery, shows, spoils }: Named): void {
  expect(run.diagnoses.map(nameDiagnosis)).toEqual(says);
  const [cause] = run.diagnoses;
  if (!cause) throw new Error('nothing is named');
  if (spoils) expect(cause.itemKeys.map((key) => key.replace('adversarial/', ''))).toEqual(spoils);
  for (const diagnosis of run.diagnoses) expectTexts(diagnosis);
  expect(shownEvidence(run, cause)).toContainEqual(expect.stringMatching(shows));
  expectWords(run, cause, koogallery);
  expectReproduction(run, cause);
}

/** As `Named.says` spells it. */
function nameDiagnosis(diagnosis: RunDiagnosis): string {
  const warning = diagnosis.isWarning ? 'warning ' : '';
  if (diagnosis.kind === 'finding') {
    const test = diagnosis.itemKeys[0]?.replace('adversarial/', '');
    return `${warning}${test} ${diagnosis.finding.code}`;
  }
  const { code, values } = diagnosis.explanation;
  const { mistakes, path, kind, stage, phase, resultCode, key, form } = values;
  const which = mistakes ?? path ?? form ?? kind ?? stage ?? phase ?? resultCode ?? key;
  return `${warning}${code}${which === undefined ? '' : ` ${which}`}`;
}

/** What KooGallery's debugging page would say first, of the calls that it would make. */
function expectWords(run: ContractRun, cause: RunDiagnosis, koogallery: Named['koogallery']): void {
  const words = pickCalls(run, cause).flatMap(({ purpose, attempt }) => {
    const failed = attempt.checks.find(({ state }) => state === 'fail');
    return (purpose === 'CASE' || purpose === 'FLOW') && failed ? [failed.message] : [];
  });
  if (koogallery === null) {
    expect(words.filter((message) => message !== null)).toEqual([]);
    return;
  }
  expect(words.length).toBeGreaterThan(0);
  for (const message of words)
    if (typeof koogallery === 'string') expect(message).toBe(koogallery);
    else expect(message).toMatch(koogallery);
}

/** A command that makes the call again to the byte, and a script that makes it again, wrong in the same way. */
function expectReproduction(run: ContractRun, cause: RunDiagnosis): void {
  const [call] = pickCalls(run, cause);
  if (!call) throw new Error('nothing to repeat');
  const { method, url, requestHead: headers, requestBody: body } = call.attempt;
  const curl = curlCommand({ method, url, headers, body });
  expect(curl).toContain(`--url ${shellQuote(url)}`);
  const tampering = describeTampering(cause.itemKeys[0] ?? '', call.caseName);
  const script = signingScript({ method, url, headers, body }, tampering);
  expect(script).toContain(`--url '${url.split('?')[0]}`);
  for (const text of [curl, script]) for (const key of [ACCESS_KEY, KIT_KEY]) expect(text).not.toContain(key);
}
