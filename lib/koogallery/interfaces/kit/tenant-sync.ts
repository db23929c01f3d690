import type { JsonObject } from '@/lib/signing/canonical';
import { type SampleContext, type SampleTemplate, textRequestField } from '../../interface';
import { CHANGE_FLAG, changeTemplates, kitIds, kitInterface } from './kit-interface';

/**
 * A buyer's tenant is opened, changed or removed (protocol page §2.2, tenantSync). When a seller applies for
 * credentials there is no order yet: `instanceId` and `orderId` are mandatory and empty then.
 */
export const tenantSync = kitInterface(
  'tenantSync',
  [
    { ...textRequestField('instanceId', 64), isEmptyAllowed: true },
    { ...textRequestField('orderId', 64), isEmptyAllowed: true },
    textRequestField('tenantId', 64),
    textRequestField('tenantCode', 64),
    textRequestField('name', 255),
    textRequestField('domainName', 255),
    CHANGE_FLAG,
  ],
  templates(),
);

function templates(): [SampleTemplate, ...SampleTemplate[]] {
  const [add, ...others] = changeTemplates(['add', 'modify', 'delete'], tenant);
  const applying: SampleTemplate = {
    id: 'apply-credentials',
    build: (context) => ({ ...add.build(context), instanceId: '', orderId: '' }),
  };
  return [add, ...others, applying];
}

function tenant(context: SampleContext, change: string): JsonObject {
  const { tenantId, tenantCode } = kitIds(context);
  return {
    instanceId: context.instanceId,
    orderId: context.orderId,
    tenantId,
    tenantCode,
    name: change === 'modify' ? 'Preflight test tenant, renamed' : 'Preflight test tenant',
    domainName: 'tenant.test.example.com',
  };
}
