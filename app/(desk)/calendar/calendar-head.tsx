import { useTranslations } from 'next-intl';
import { PageHeader } from '@/app/components/page-header';
import { Tabs } from '@/app/components/tabs';
import { calendarPath } from '@/app/paths';

type CalendarHeadProps = { tab: 'month' | 'release' | 'feeds'; lead: string };

/** Head and tabs of the calendar: its month, the assets' dates, the addresses for other programs. */
export function CalendarHead({ tab, lead }: CalendarHeadProps) {
  const t = useTranslations('calendar');
  const crumbs = [{ label: t('title'), href: calendarPath() }, { label: t(`tabs.${tab}`) }];
  return (
    <>
      <PageHeader
        title={tab === 'month' ? t('title') : t(`tabs.${tab}`)}
        crumbs={tab === 'month' ? [{ label: t('title') }] : crumbs}
        lead={lead}
      />
      <Tabs
        label={t('sections')}
        tabs={[
          { href: calendarPath(), label: t('tabs.month'), isCurrent: tab === 'month' },
          { href: '/calendar/release', label: t('tabs.release'), isCurrent: tab === 'release' },
          { href: '/calendar/feeds', label: t('tabs.feeds'), isCurrent: tab === 'feeds' },
        ]}
      />
    </>
  );
}
