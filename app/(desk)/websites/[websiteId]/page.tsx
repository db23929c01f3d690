import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { WebsiteHead } from '@/app/(desk)/websites/website-head';
import { WebsiteNextSteps } from '@/app/(desk)/websites/website-next-steps';
import { ClientMessages } from '@/app/components/client-messages';
import { pageReader } from '@/app/page-reader';
import { websitePath } from '@/app/paths';
import { getOwnership } from '@/lib/ownership/get-ownership';
import { getWebsite } from '@/lib/websites/get-website';
import { FileCard } from './file-card';
import { LadderCard } from './ladder-card';
import { ManageCard } from './manage-card';
import { ProofNotice } from './proof-notice';
import { VerifyCard } from './verify-card';

type Params = { params: Promise<{ websiteId: string }> };

const readWebsite = pageReader(async (context, websiteId: string) => {
  const [website, ownership] = await Promise.all([
    getWebsite(context, websiteId),
    getOwnership(context, websiteId),
  ]);
  return { website, ownership };
});

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { website } = await readWebsite((await params).websiteId);
  const t = await getTranslations('websites.tabs');
  return { title: `${t('ownership')} · ${website.name}` };
}

export default async function OwnershipPage({ params }: Params) {
  const { website, ownership } = await readWebsite((await params).websiteId);
  return (
    <ClientMessages namespaces={['websites']}>
      <WebsiteHead website={website} tab="ownership" />
      <div className="flex flex-col gap-6">
        <ProofNotice website={website} ownership={ownership} />
        <div className="grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
          <div className="flex min-w-0 flex-col gap-6">
            <FileCard website={website} file={ownership.file} />
            <VerifyCard website={website} ownership={ownership} />
            <LadderCard website={website} ownership={ownership} />
          </div>
          <ManageCard website={website} />
        </div>
      </div>
      <WebsiteNextSteps websiteId={website.id} here={websitePath(website.id)} />
    </ClientMessages>
  );
}
