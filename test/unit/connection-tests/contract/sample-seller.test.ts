import { expect, it } from 'vitest';
import { createOutbound } from '@/lib/http/outbound';
import { ACCESS_KEY, steppedClock } from './contract-seller';
import { expectHealthy } from './expect-healthy';
import { onPort443 } from './on-port-443';
import { runEverything } from './run-everything';
import { startSampleSeller } from './sample-seller';

it.each(['V2', 'V1'] as const)(
  'a seller whose signatures are those of the documented sample passes everything in %s, security grade A',
  async (protocol) => {
    const clock = steppedClock();
    const { port, caPem, close } = await startSampleSeller(ACCESS_KEY, clock);
    const policy = { extraPorts: [port], allowPrivate: [`localhost:${port}`], extraCa: caPem };
    const outbound = createOutbound(policy, { clock });
    const target = {
      productionUrl: 'https://localhost/koogallery',
      accessKey: ACCESS_KEY,
      kitAccessKey: null,
      previousKeys: [],
      encryptionAlgorithm: 'AES256',
      kitPublicKey: null,
    } as const;
    try {
      const run = await runEverything(protocol, { target, outbound: onPort443(outbound, port), clock });
      expectHealthy(run);
      expect(run.grades.security).toMatchObject({ grade: 'A', ruleId: 'allPassed' });
    } finally {
      outbound.close();
      close();
    }
  },
);
