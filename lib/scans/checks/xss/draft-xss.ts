import type { FindingDraft } from '@/lib/findings/rules/finding';
import type { FindingIn } from '@/lib/i18n/app-messages';
import type { InsertionPoint } from '../check';

type Rest = Pick<
  FindingDraft,
  'confidence' | 'severity' | 'cvssVector' | 'cvssScore' | 'evidence' | 'values'
>;

/** A finding of cross-site scripting. @param sink what the value reached */
export function draftXss(
  point: InsertionPoint,
  titleKey: FindingIn<'findings-active'>,
  sink: string,
  rest: Rest,
): FindingDraft {
  return {
    checkId: 'reflected-xss',
    class: 'XSS',
    titleKey: `findings-active.${titleKey}`,
    cwe: 79,
    method: point.method,
    url: point.url,
    parameter: { location: point.location, name: point.name },
    sink,
    ...rest,
  };
}
