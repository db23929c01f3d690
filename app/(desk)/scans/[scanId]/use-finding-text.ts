import { useTranslations } from 'next-intl';
import type { FindingDraft } from '@/lib/findings/rules/finding';

export type FindingText = { title: string; why: string; fix: string };

/** What a finding is called, why it matters and how it is fixed, in the reader's language. */
export function useFindingText(finding: Pick<FindingDraft, 'titleKey' | 'values'>): FindingText {
  const t = useTranslations();
  const part = (name: 'title' | 'why' | 'fix') => t(`${finding.titleKey}.${name}`, finding.values);
  return { title: part('title'), why: part('why'), fix: part('fix') };
}
