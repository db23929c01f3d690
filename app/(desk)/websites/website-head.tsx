import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { PageHeader } from '@/app/components/page-header';
import { Tabs } from '@/app/components/tabs';
import { type WebsiteTab, websitePath } from '@/app/paths';
import type { WebsiteDetails } from '@/lib/websites/get-website';
import { LoginPill, OwnershipPill } from './state-pills';

type WebsiteHeadProps = {
  website: Pick<WebsiteDetails, 'id' | 'name' | 'origin' | 'ownership' | 'login'>;
  tab: WebsiteTab;
  actions?: ReactNode;
};

/** Name, address, state and tabs of a website: the head of each of its pages. */
export async function WebsiteHead({ website, tab, actions }: WebsiteHeadProps) {
  const t = await getTranslations('websites');
  const tabs = (['ownership', 'login', 'scans'] as const).map((name) => ({
    href: websitePath(website.id, name),
    label: t(`tabs.${name}`),
    isCurrent: name === tab,
  }));
  return (
    <>
      <PageHeader
        title={website.name}
        tabTitle={[t(`tabs.${tab}`), website.name]}
        crumbs={[{ label: t('title'), href: '/websites' }, { label: website.name }]}
        status={
          <>
            <OwnershipPill state={website.ownership} />
            {tab === 'login' && <LoginPill state={website.login} />}
          </>
        }
        lead={<span className="font-mono text-13 wrap-anywhere">{website.origin}</span>}
        actions={actions}
      />
      <Tabs label={t('tabs.label')} tabs={tabs} />
    </>
  );
}
