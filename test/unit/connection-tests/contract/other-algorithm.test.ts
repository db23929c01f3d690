import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ContractSeller, startContractSeller } from './contract-seller';
import { expectTexts } from './expect-texts';

let seller: ContractSeller;
beforeAll(async () => {
  seller = await startContractSeller('1');
});
afterAll(() => seller.close());

it('a declaration of AES-128 at a seller that decrypts with AES-256 is named as such, and nothing besides', async () => {
  const { items, diagnoses, messages } = await seller.run('V1', { declaredAlgorithm: 'AES128' });
  expect(diagnoses[0]).toMatchObject({
    kind: 'explanation',
    explanation: { code: 'REQUEST_OTHER_ALGORITHM', values: { declared: 'AES128', used: 'AES256' } },
  });
  for (const diagnosis of diagnoses) expectTexts(diagnosis);
  const codes = diagnoses.flatMap((one) => (one.kind === 'explanation' ? [one.explanation.code] : []));
  expect(codes).not.toContain('RESULT_000002');
  // What the trial made was used for the rest of the run, and released at its end.
  const released = items.filter(
    ({ activity, section }) => activity === 'releaseInstance' && section !== 'adversarial',
  );
  expect(released.map(({ state }) => state)).not.toContain('NOT_RUN');
  expect([...messages.values()].filter(({ caseName }) => caseName === 'AES256').length).toBeGreaterThan(0);
});
