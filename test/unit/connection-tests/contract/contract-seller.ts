import { systemClock } from '@/lib/core/clock';
import type { FaultName } from '@/lib/fakes/faults';
import type { FaultProtocol } from '@/lib/fakes/faults/fault-entry';
import { type FakeSeller, startFakeSeller } from '@/lib/fakes/start-fake-seller';
import { createOutbound } from '@/lib/http/outbound';
import type { CallTarget } from '@/lib/koogallery/call-target';
import type { EncryptType } from '@/lib/signing/encryption';
import { onPort443 } from './on-port-443';
import { type ContractRun, type RunOptions, runEverything } from './run-everything';

export const ACCESS_KEY = 'k3Yx9-basic-key-of-the-contract';
export const KIT_KEY = 'k3Yx9-kit-key-of-the-contract';

/**
 * Stands still during a run, so that a busy machine makes no answer slow, and goes on while a seller pauses. Pauses that
 * begin at the same moment end at the same moment.
 */
export function steppedClock() {
  let at = systemClock.now().getTime();
  return {
    now: () => new Date(at),
    /** Date headers of answers are the system's: a run begins where they are. */
    catchUp: () => {
      at = systemClock.now().getTime();
    },
    pause: async (ms: number) => {
      const until = at + ms;
      await new Promise(setImmediate);
      at = Math.max(at, until);
    },
  };
}

export type ContractSeller = {
  seller: FakeSeller;
  run(protocol: FaultProtocol, options?: RunOptions): Promise<ContractRun>;
  /** Runs with one fault switched on, and off again. */
  runWith(fault: FaultName, protocol: FaultProtocol, options?: RunOptions): Promise<ContractRun>;
  close(): Promise<void>;
};

/** The fake seller's safe site, called through the real guard on loopback. */
export async function startContractSeller(encryptType: EncryptType = '1'): Promise<ContractSeller> {
  const clock = steppedClock();
  const keys = { accessKey: ACCESS_KEY, kitAccessKey: KIT_KEY };
  const seller = await startFakeSeller({ ...keys, encryptType }, { clock, pause: clock.pause });
  const { port, produceUrl } = seller.sites.safe;
  const policy = { extraPorts: [port], allowPrivate: [`localhost:${port}`], extraCa: seller.caPem };
  const outbound = createOutbound(policy, { clock });
  const target: CallTarget = {
    ...keys,
    productionUrl: produceUrl.replace(`:${port}`, ''),
    previousKeys: [],
    encryptionAlgorithm: encryptType === '1' ? 'AES256' : 'AES128',
    kitPublicKey: seller.kitPublicKeyPem,
  };
  const run: ContractSeller['run'] = (protocol, options) => {
    clock.catchUp();
    const encryptionAlgorithm = options?.declaredAlgorithm ?? target.encryptionAlgorithm;
    const declared = { ...target, encryptionAlgorithm };
    return runEverything(protocol, { target: declared, outbound: onPort443(outbound, port), clock }, options);
  };
  return {
    seller,
    run,
    runWith: async (fault, protocol, options) => {
      seller.state.setFault(fault, true);
      try {
        return await run(protocol, options);
      } finally {
        seller.state.setFault(fault, false);
      }
    },
    close: async () => {
      outbound.close();
      await seller.close();
    },
  };
}
