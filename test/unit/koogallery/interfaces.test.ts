import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedClock } from '@/lib/core/clock';
import type { CallTarget } from '@/lib/koogallery/call-target';
import type { InterfaceSpec, RequestField, SampleContext } from '@/lib/koogallery/interface';
import { findInterface, INTERFACES } from '@/lib/koogallery/interface-catalog';
import { sampleRequest } from '@/lib/koogallery/sample-request';
import { signCall } from '@/lib/koogallery/sign-call';
import { validateRequest } from '@/lib/koogallery/validate-request';
import type { JsonObject } from '@/lib/signing/canonical';
import { nodePrimitives, nodeRandom } from '@/lib/signing/node-primitives';
import { recogniseProfile, verifyMessage } from '@/lib/signing/wire-message';

let count = 0;
const context: SampleContext = {
  now: new Date('2026-03-01T08:00:00.123Z'),
  newId: () => `id-${count++}`,
  orderId: 'CS1',
  orderLineId: 'CS1-000001',
  instanceId: 'i-1',
};
const pair = generateKeyPairSync('rsa', { modulusLength: 3_072 });
const target: CallTarget = {
  productionUrl: 'https://saas.example.com/koogallery',
  accessKey: 'base key',
  kitAccessKey: 'kit key',
  previousKeys: [],
  encryptionAlgorithm: 'AES256',
  kitPublicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
};
const SAMPLES = INTERFACES.flatMap((spec) =>
  spec.templates.map(({ id }) => ({ name: `${spec.protocol} ${spec.activity} ${id}`, spec, id })),
);
const findSpec = (protocol: 'V2.0' | 'V1.0', activity: string): InterfaceSpec => {
  const spec = findInterface(protocol, activity);
  if (!spec) throw new Error(activity);
  return spec;
};

describe('the catalogue', () => {
  it('holds every interface of the protocol page, each once', () => {
    const named = (kind: string, protocol: string) =>
      INTERFACES.filter((spec) => spec.kind === kind && spec.protocol === protocol).map(
        ({ activity }) => activity,
      );
    expect(named('basic', 'V2.0').sort()).toEqual(
      [
        'newInstance',
        'queryInstance',
        'refreshInstance',
        'updateInstanceStatus',
        'releaseInstance',
        'upgradeInstance',
        'changeInstanceCheck',
      ].sort(),
    );
    expect(named('kit', 'V2.0').sort()).toEqual(
      ['tenantSync', 'applicationSync', 'authSync', 'singleOrgSync', 'allOrgSync'].sort(),
    );
    expect(named('basic', 'V1.0').sort()).toEqual(
      [
        'newInstance',
        'refreshInstance',
        'expireInstance',
        'releaseInstance',
        'upgrade',
        'instanceStatus',
        'queryInstance',
      ].sort(),
    );
  });

  it('gives each its profile and path', () => {
    for (const { protocol, kind, profile, path, activity } of INTERFACES) {
      const expected = protocol === 'V1.0' ? 'v1-auth-token' : kind === 'kit' ? 'v2-kit' : 'v2-request';
      expect(profile).toBe(expected);
      expect(path).toBe(kind === 'kit' ? `/produceAPI/v2/${activity}` : null);
    }
  });
});

describe('the samples', () => {
  it.each(SAMPLES)('$name is within every limit, and a debugging call', ({ spec, id }) => {
    const request = sampleRequest(spec, context, id);
    expect(validateRequest(spec, request)).toEqual({ problems: [], warnings: [] });
    expect(request.testFlag).toBe(spec.kind === 'kit' ? 1 : '1');
    if (spec.kind === 'basic') expect(request.activity).toBe(spec.activity);
  });

  it.each(SAMPLES)('$name is a call of production where that is asked for', ({ spec, id }) => {
    const request = sampleRequest(spec, { ...context, isTestFlagged: false }, id);
    expect(validateRequest(spec, request).problems).toEqual([]);
    expect(request.testFlag).toBe(spec.kind === 'kit' ? 0 : undefined);
  });

  it.each(SAMPLES)('$name is signed so that the verifier accepts it', ({ spec, id }) => {
    const clock = fixedClock(context.now);
    const call = signCall(spec, sampleRequest(spec, context, id), target, { clock, random: nodeRandom });
    expect(recogniseProfile(call)).toBe(spec.profile);
    const accessKey = spec.kind === 'kit' ? 'kit key' : 'base key';
    const verified = verifyMessage(call.profile, call, { accessKey, clock, nonces: null }, nodePrimitives);
    expect(verified).toMatchObject({ ok: true, unit: 'milliseconds' });
  });

  it('hold what the asset declares, and only what it asks of the buyer', () => {
    const declared: SampleContext = {
      ...context,
      extensionParameters: [{ name: 'idNum', value: '7' }],
      provisioningInfo: ['EMAIL'],
    };
    const v1 = sampleRequest(findSpec('V1.0', 'newInstance'), declared);
    expect(v1).toMatchObject({
      saasExtendParams: [{ name: 'idNum', value: '7' }],
      email: 'buyer@example.com',
    });
    expect(v1).not.toHaveProperty('mobilePhone');
    expect(v1).not.toHaveProperty('userName');
    const v2 = sampleRequest(findSpec('V2.0', 'newInstance'), declared, 'with-order-info');
    expect(v2).toMatchObject({ orderInfo: [{ extendParams: [{ name: 'idNum', value: '7' }] }] });
    expect(v2.buyerInfo).toHaveProperty('email');
    expect(v2.buyerInfo).not.toHaveProperty('mobilePhone');
    const bare = sampleRequest(findSpec('V1.0', 'upgrade'), { ...declared, extensionParameters: [] });
    expect(bare).not.toHaveProperty('saasExtendParams');
  });

  it.each([
    [['ONE_TIME'], '3', false],
    [['YEARLY_MONTHLY', 'ONE_TIME'], '1', true],
    [['PAY_PER_USE'], undefined, false],
  ] as const)('begin with the order that suits %j', (billingModes, chargingMode, isPeriod) => {
    const request = sampleRequest(findSpec('V1.0', 'newInstance'), { ...context, billingModes });
    expect(request.chargingMode).toBe(chargingMode);
    expect('expireTime' in request).toBe(isPeriod);
  });

  it('of the kit are about one tenant per order, whatever changes', () => {
    const tenants = ['add', 'add-again', 'modify', 'delete'].map((id) =>
      sampleRequest(findSpec('V2.0', 'tenantSync'), context, id),
    );
    expect(new Set(tenants.map(({ tenantId }) => tenantId)).size).toBe(1);
    expect(tenants.map(({ flag }) => flag)).toEqual([1, 1, 2, 0]);
    expect(tenants[1]).toEqual(tenants[0]);
    const long = { ...context, orderId: 'o'.repeat(64) };
    expect(
      validateRequest(findSpec('V2.0', 'tenantSync'), sampleRequest(findSpec('V2.0', 'tenantSync'), long))
        .problems,
    ).toEqual([]);
  });
});

describe('validation', () => {
  const listProblems = (spec: InterfaceSpec, change: JsonObject) =>
    validateRequest(spec, { ...sampleRequest(spec, context), ...change }).problems;
  const tenant = findSpec('V2.0', 'tenantSync');
  const users = findSpec('V2.0', 'authSync');
  const order = findSpec('V1.0', 'newInstance');
  const user = (sampleRequest(users, context).userList as readonly JsonObject[])[0] ?? {};

  it.each([
    [tenant, { instanceId: '', orderId: '' }, []],
    [tenant, { flag: '1' }, [{ field: 'flag', code: 'NOT_INTEGER' }]],
    [tenant, { flag: 1.5 }, [{ field: 'flag', code: 'NOT_INTEGER' }]],
    [tenant, { flag: 3 }, [{ field: 'flag', code: 'NOT_ONE_OF', allowed: ['0', '1', '2'] }]],
    [tenant, { timeStamp: '20260301080000' }, [{ field: 'timeStamp', code: 'TIME_FORMAT' }]],
    [users, { userList: {} }, [{ field: 'userList', code: 'NOT_LIST' }]],
    [users, { userList: [] }, [{ field: 'userList', code: 'REQUIRED' }]],
    [users, { userList: ['a'] }, [{ field: 'userList[0]', code: 'NOT_OBJECT' }]],
    [users, { userList: Array.from({ length: 500 }, () => user) }, []],
    [
      users,
      { userList: Array.from({ length: 501 }, () => user) },
      [{ field: 'userList', code: 'TOO_MANY_ITEMS', count: 501, most: 500 }],
    ],
    [
      users,
      { userList: [user, { ...user, role: 'root', name: '' }] },
      [
        { field: 'userList[1].name', code: 'REQUIRED' },
        { field: 'userList[1].role', code: 'NOT_ONE_OF', allowed: ['user', 'admin'] },
      ],
    ],
    [order, { amount: '20', periodNumber: 1, orderAmount: 12.5 }, []],
    [order, { amount: 'many' }, [{ field: 'amount', code: 'NOT_INTEGER' }]],
    [order, { orderAmount: '12,50' }, [{ field: 'orderAmount', code: 'NOT_DECIMAL' }]],
    [order, { chargingMode: '2' }, [{ field: 'chargingMode', code: 'NOT_ONE_OF', allowed: ['1', '3'] }]],
    [order, { expireTime: '20260230080000' }, [{ field: 'expireTime', code: 'EXPIRE_TIME_FORMAT' }]],
    [order, { email: 'e'.repeat(175) }, []],
    [
      order,
      { email: 'e'.repeat(176) },
      [{ field: 'email', code: 'CIPHERTEXT_TOO_LONG', length: 272, maxLength: 256 }],
    ],
    [
      order,
      { saasExtendParams: [{ name: 'n'.repeat(65), value: '1' }] },
      [{ field: 'saasExtendParams[0].name', code: 'TOO_LONG', length: 65, maxLength: 64 }],
    ],
    [
      findSpec('V2.0', 'applicationSync'),
      { clientSecret: 'ü'.repeat(160) },
      [{ field: 'clientSecret', code: 'TOO_MANY_BYTES', bytes: 320, most: 318 }],
    ],
    [
      findSpec('V2.0', 'changeInstanceCheck'),
      { productInfo: '' },
      [{ field: 'productInfo', code: 'REQUIRED' }],
    ],
  ])('%# finds what is wrong, at its place', (spec, change, problems) => {
    expect(listProblems(spec, change as JsonObject)).toEqual(problems);
  });

  it('warns of unknown members of a list, too', () => {
    const request = { ...sampleRequest(users, context), userList: [{ ...user, shoeSize: 44 }] };
    expect(validateRequest(users, request)).toEqual({
      problems: [],
      warnings: [{ field: 'userList[0].shoeSize', code: 'UNKNOWN_FIELD' }],
    });
  });

  it('never throws, whatever JSON stands in the fields', () => {
    const names = (fields: readonly RequestField[]): string[] =>
      fields.flatMap(({ name, items }) => [name, ...names(items ?? [])]);
    const json = fc.jsonValue({ maxDepth: 3 });
    for (const spec of INTERFACES) {
      const request = fc.dictionary(
        fc.constantFrom(...names(spec.request), 'constructor', '__proto__'),
        json,
      );
      fc.assert(
        fc.property(request, (body) => {
          const { problems } = validateRequest(spec, body as JsonObject);
          expect(problems.every(({ field, code }) => field !== '' && code !== 'UNKNOWN_FIELD')).toBe(true);
        }),
        { numRuns: 30 },
      );
    }
  });
});
