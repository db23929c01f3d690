import { useTranslations } from 'next-intl';
import { readinessSentence } from '@/app/(desk)/assets/readiness-sentence';
import { sectionStatus } from '@/app/(desk)/assets/scan-status';
import { TaskList } from '@/app/components/task-list';
import { assetPath } from '@/app/paths';
import type { AssetHub } from '@/lib/submissions/get-asset-hub';
import { SECTIONS } from '@/lib/submissions/rules/readiness-facts';

/** The four sections of an asset, each with its state and what is in its own way. */
export function SectionList({ hub }: { hub: AssetHub }) {
  const t = useTranslations();
  const { asset, readiness } = hub;
  const tasks = SECTIONS.map((section) => {
    const ownItems = [...readiness.blockers, ...readiness.warnings].filter(
      (item) => item.section === section,
    );
    const [first, ...others] = readiness.sections[section] === 'COMPLETE' ? [] : ownItems;
    const isBegun = readiness.sections[section] !== 'NOT_STARTED';
    return {
      key: section,
      href: assetPath(asset.id, section),
      title: t(`assets.sections.${section}.title`),
      status: sectionStatus(
        readiness.sections[section],
        readiness.blockers.filter((blocker) => blocker.section === section),
      ),
      detail:
        first === undefined || !isBegun
          ? t(`assets.sections.${section}.about`)
          : `${readinessSentence(t, first)}${others.length > 0 ? ` ${t('assets.andMore', { count: others.length })}` : ''}`,
    };
  });
  return <TaskList tasks={tasks} />;
}
