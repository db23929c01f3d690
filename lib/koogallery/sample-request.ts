import type { JsonObject } from '@/lib/signing/canonical';
import type { InterfaceSpec, SampleContext, SampleTemplate } from './interface';

/**
 * A request with sample data, as the builder shows it: sensitive and encoded values in clear.
 * @param templateId absent or unknown: the first template for how the product is billed
 */
export function sampleRequest(spec: InterfaceSpec, context: SampleContext, templateId?: string): JsonObject {
  const request = chooseTemplate(spec, context, templateId).build(context);
  if (context.isTestFlagged !== false) return request;
  const { testFlag: _, ...rest } = request;
  // The kit's tables demand the field, as a number; the basic interfaces leave it out in production.
  return spec.kind === 'kit' ? { ...rest, testFlag: 0 } : rest;
}

function chooseTemplate(spec: InterfaceSpec, context: SampleContext, templateId?: string): SampleTemplate {
  const modes = context.billingModes ?? [];
  const isApt = ({ billingMode }: SampleTemplate) =>
    billingMode === undefined || modes.length === 0 || modes.includes(billingMode);
  return (
    spec.templates.find(({ id }) => id === templateId) ?? spec.templates.find(isApt) ?? spec.templates[0]
  );
}
