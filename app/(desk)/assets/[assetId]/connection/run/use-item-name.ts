import { useTranslations } from 'next-intl';
import type { RunItem } from '@/lib/connection-tests/rules/run-item';
import { hasText } from '@/lib/i18n/text-or';

/** What an item of a run is called: a case by its activity, a step by what a buyer does, a test by its title. */
export function useItemName(): (item: Pick<RunItem, 'key' | 'section' | 'activity' | 'caseName'>) => string {
  const steps = useTranslations('connection-run.flow.steps');
  const tests = useTranslations('connection-adversarial.test');
  return ({ key, section, activity, caseName }) => {
    if (section === 'adversarial') {
      const title = `${key.replace(/^adversarial\//, '')}.title`;
      return hasText(tests, title) ? tests(title) : key;
    }
    if (section === 'cases') return caseName === '' ? activity : `${activity} · ${caseName}`;
    const step = /-(FREEZE|UNFREEZE)$/.exec(key)?.[1] ?? activity;
    return hasText(steps, step) ? steps(step) : activity;
  };
}
