import { ADVERSARIAL_SUITE } from '@/lib/adversarial/adversarial-suite';
import { adversarialResults, type Grades, gradeSuite } from '@/lib/adversarial/grade';
import { diagnoseRefusal } from '@/lib/connection-tests/engine/diagnose-signature';
import { executeRun } from '@/lib/connection-tests/engine/execute-run';
import type { CallDeps, MessageDraft } from '@/lib/connection-tests/engine/item-result';
import { diagnoseRun, type RunDiagnosis } from '@/lib/connection-tests/rules/run-diagnosis';
import { RUN_SECTIONS, type RunItem, type RunSection } from '@/lib/connection-tests/rules/run-item';
import { type CaseChoice, planRun, type RunPlanInput } from '@/lib/connection-tests/rules/run-plan';
import { newId } from '@/lib/core/ids';
import type { FaultProtocol } from '@/lib/fakes/faults/fault-entry';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { requiredCases } from '@/lib/koogallery/required-cases';
import { sampleRequest } from '@/lib/koogallery/sample-request';
import { STORED_PROTOCOLS } from '@/lib/koogallery/stored-protocols';
import { nodeRandom } from '@/lib/signing/node-primitives';

export type ContractRun = {
  items: readonly RunItem[];
  messages: ReadonlyMap<string, MessageDraft>;
  diagnoses: readonly RunDiagnosis[];
  grades: Grades;
};

export type RunSources = Pick<CallDeps, 'target' | 'outbound' | 'clock'>;
/** `declaredAlgorithm`: in place of the one that the seller has. */
export type RunOptions = {
  parallelism?: number;
  isJoint?: boolean;
  sections?: readonly RunSection[];
  declaredAlgorithm?: 'AES256' | 'AES128';
};

/** With sensitive fields, so that V1.0 has something to encrypt. */
const DECLARED = {
  billingModes: ['YEARLY_MONTHLY'],
  provisioningInfo: ['MOBILE', 'EMAIL'],
  extensionParameters: [{ name: 'emailDomainName', value: 'saas.example.com' }],
} as const;

/**
 * Everything that a run does against a seller, planned and executed as the worker and the command line do it: every
 * interface that the protocol has, the flow and the adversarial suite, with diagnosis.
 * @param protocol `kit`: the joint-operations interfaces alone, each case with a request that names its instance itself
 */
export async function runEverything(
  protocol: FaultProtocol,
  sources: RunSources,
  { parallelism = 8, isJoint = protocol === 'kit', sections = RUN_SECTIONS }: RunOptions = {},
): Promise<ContractRun> {
  const stored = protocol === 'V1' ? 'V1' : 'V2';
  const makeId = () => newId(sources.clock.now().getTime());
  const deps: CallDeps = {
    ...sources,
    protocol: STORED_PROTOCOLS[stored],
    random: nodeRandom,
    newId: makeId,
    pause: async () => {},
    signal: new AbortController().signal,
    isTestFlagged: true,
  };
  const messages = new Map<string, MessageDraft>();
  const { end, items } = await executeRun({
    items: planRun(makePlan(stored, { isJoint, isKitAlone: protocol === 'kit', sections }, deps)),
    instances: {},
    parallelism,
    isDiagnosed: false,
    declared: DECLARED,
    savedRequest: () => null,
    casePurpose: 'CASE',
    diagnose: diagnoseRefusal,
    deps,
    save: async (result) => {
      for (const message of result.messages) messages.set(message.id, message);
      return true;
    },
  });
  if (end !== 'DONE') throw new Error(`the run ended as ${end}`);
  return { items, messages, diagnoses: diagnoseRun(items), grades: gradeSuite(adversarialResults(items)) };
}

type Ids = Pick<CallDeps, 'clock' | 'newId'>;

function makePlan(
  protocol: 'V2' | 'V1',
  {
    isJoint,
    isKitAlone,
    sections,
  }: Required<Pick<RunOptions, 'isJoint' | 'sections'>> & { isKitAlone: boolean },
  ids: Ids,
): RunPlanInput {
  const productKind = isJoint ? 'JOINT_OPERATIONS' : 'COMMON';
  const declaration = { protocol, productKind, billingModes: DECLARED.billingModes } as const;
  const needs = requiredCases(declaration);
  const whole: RunPlanInput = {
    ...declaration,
    // An optional interface is called where it has a case.
    savedCases: needs.map(({ activity }) => ({ activity, caseName: '' })),
    sections,
    adversarialTests: ADVERSARIAL_SUITE,
  };
  if (!isKitAlone) return whole;
  const only = needs.filter(({ kind }) => kind === 'kit').map(({ activity }) => kitCase(activity, ids));
  const adversarialTests = ADVERSARIAL_SUITE.filter(({ kind }) => kind === 'kit');
  return { ...whole, sections: sections.filter((section) => section !== 'flow'), only, adversarialTests };
}

function kitCase(activity: string, { clock, newId: makeId }: Ids): CaseChoice {
  const spec = findInterface('V2.0', activity);
  if (!spec) throw new Error(`no interface ${activity}`);
  const about = { orderId: makeId(), orderLineId: makeId(), instanceId: makeId() };
  const request = sampleRequest(spec, { ...about, now: clock.now(), newId: makeId });
  return { activity, caseName: '', request };
}
