import { useTranslations } from 'next-intl';
import { StatusLinePill } from '@/app/(desk)/status-line-pill';
import { PageHeader } from '@/app/components/page-header';
import { Tabs } from '@/app/components/tabs';
import { assetPath } from '@/app/paths';
import type { AssetRecord } from '@/lib/assets/store';
import { SECTIONS, type Section } from '@/lib/submissions/rules/readiness-facts';
import type { StatusLine } from '@/lib/submissions/rules/status-line';

type AssetHeadProps = {
  asset: Pick<AssetRecord, 'id' | 'name'>;
  line: StatusLine;
  section: Section;
};

/** The head of a section's page: which asset, which section, and the way to the others. */
export function AssetHead({ asset, line, section }: AssetHeadProps) {
  const t = useTranslations('assets');
  const tabs = SECTIONS.map((name) => ({
    href: assetPath(asset.id, name),
    label: t(`sections.${name}.title`),
    isCurrent: name === section,
  }));
  return (
    <>
      <PageHeader
        title={asset.name}
        tabTitle={[t(`sections.${section}.title`), asset.name]}
        crumbs={[
          { label: t('title'), href: '/assets' },
          { label: asset.name, href: assetPath(asset.id) },
          { label: t(`sections.${section}.title`) },
        ]}
        status={<StatusLinePill line={line} />}
        lead={t(`sections.${section}.lead`)}
      />
      <Tabs
        label={t('sectionsTitle')}
        tabs={[{ href: assetPath(asset.id), label: t('hub'), isCurrent: false }, ...tabs]}
      />
    </>
  );
}
