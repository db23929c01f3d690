import { DriftCard } from '@/app/(desk)/websites/drift-card';
import { WebsiteHead } from '@/app/(desk)/websites/website-head';
import { WebsiteNextSteps } from '@/app/(desk)/websites/website-next-steps';
import { ClientMessages } from '@/app/components/client-messages';
import { mayDo } from '@/app/may-do';
import { websitePath } from '@/app/paths';
import { FileCard } from './file-card';
import { LadderCard } from './ladder-card';
import { ManageCard } from './manage-card';
import { ProofNotice } from './proof-notice';
import { readOwnership } from './read-ownership';
import { VerifyCard } from './verify-card';

type Params = { params: Promise<{ websiteId: string }> };

export default async function OwnershipPage({ params }: Params) {
  const { context, website, ownership, assets, drift } = await readOwnership((await params).websiteId);
  return (
    <ClientMessages namespaces={['websites']}>
      <WebsiteHead website={website} tab="ownership" />
      <div className="flex flex-col gap-6">
        <ProofNotice website={website} ownership={ownership} />
        <DriftCard drift={drift} mayAccept={mayDo(context, 'drift.accept')} />
        <div className="grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
          <div className="flex min-w-0 flex-col gap-6">
            <FileCard website={website} file={ownership.file} />
            <VerifyCard website={website} ownership={ownership} />
            <LadderCard website={website} ownership={ownership} />
          </div>
          <ManageCard website={website} />
        </div>
      </div>
      <WebsiteNextSteps assets={assets} here={websitePath(website.id)} />
    </ClientMessages>
  );
}
