import type { Clock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { caseRequest } from '@/lib/koogallery/case-request';
import type { InterfaceSpec } from '@/lib/koogallery/interface';
import { sampleRequest } from '@/lib/koogallery/sample-request';
import type { JsonObject } from '@/lib/signing/canonical';
import type { Declaration } from '../connection-record';
import { sampleContext } from '../engine/call-to-the-end';
import type { TestInstance } from '../find-instance';

/** A template filled with sample data. */
export type RequestSample = { templateId: string; request: JsonObject };

/**
 * The requests that the builder of a case can begin from, about the instance that newInstance made last: what the case
 * would send now, and each template that suits the product. None where an instance has to be made first.
 */
export function draftRequests(
  spec: InterfaceSpec,
  declaration: Declaration,
  about: { saved: JsonObject | null; instance: TestInstance | null; clock: Clock },
): { request: JsonObject | null; samples: readonly RequestSample[] } {
  const { saved, clock, instance } = about;
  const isFirst = spec.activity === 'newInstance';
  if (!isFirst && !instance) return { request: null, samples: [] };
  const { extensionParameters, provisioningInfo, billingModes } = declaration;
  const now = clock.now();
  const { instanceId = '', orderId, orderLineId } = instance ?? {};
  const known = { instanceId, orderId: orderId ?? '', orderLineId: orderLineId ?? '' };
  const deps = { clock, newId: () => newId(now.getTime()), isTestFlagged: true };
  const context = {
    ...{ extensionParameters, provisioningInfo, billingModes },
    ...sampleContext(deps, isFirst ? null : known),
  };
  const isApt = ({ billingMode }: InterfaceSpec['templates'][number]) =>
    billingMode === undefined || billingModes.includes(billingMode);
  return {
    request: caseRequest(spec, saved, context),
    samples: spec.templates.filter(isApt).map(({ id }) => ({
      templateId: id,
      request: sampleRequest(spec, context, id),
    })),
  };
}
