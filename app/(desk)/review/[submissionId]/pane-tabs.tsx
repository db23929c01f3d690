import { useTranslations } from 'next-intl';
import { Tabs } from '@/app/components/tabs';
import { reviewPath } from '@/app/paths';

export const PANES = ['findings', 'evidence', 'verdict'] as const;

type PaneTabsProps = { submissionId: string; findingId: string; pane: string };

/** The parts of the review page, where there is no room for all of them beside each other. */
export function PaneTabs({ submissionId, findingId, pane }: PaneTabsProps) {
  const t = useTranslations('review.panes');
  return (
    <div className="lg:hidden">
      <Tabs
        label={t('label')}
        tabs={PANES.map((name) => ({
          href: reviewPath(submissionId, findingId, name),
          label: t(name),
          isCurrent: name === pane,
        }))}
      />
    </div>
  );
}
