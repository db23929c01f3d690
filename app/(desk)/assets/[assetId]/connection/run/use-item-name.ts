import { useTranslations } from 'next-intl';
import type { RunItem } from '@/lib/connection-tests/rules/run-item';

/** What an item of a run is called: its activity in the protocol's words, or the test's title. */
export function useItemName(): (item: Pick<RunItem, 'key' | 'section' | 'activity' | 'caseName'>) => string {
  const t = useTranslations('connection-run.flow');
  const tests = useTranslations('connection-adversarial.test');
  return ({ key, section, activity, caseName }) => {
    if (section === 'adversarial') {
      const title = `${key.replace(/^adversarial\//, '')}.title`;
      return tests.has(title) ? tests(title) : key;
    }
    if (section === 'cases') return caseName === '' ? activity : `${activity} · ${caseName}`;
    if (key.endsWith('-FREEZE')) return t('FREEZE');
    return key.endsWith('-UNFREEZE') ? t('UNFREEZE') : activity;
  };
}
