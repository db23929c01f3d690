import { getTranslations } from 'next-intl/server';
import { WebsiteNextSteps } from '@/app/(desk)/websites/website-next-steps';
import { ClientMessages } from '@/app/components/client-messages';
import { PageHeader } from '@/app/components/page-header';
import { mayDo } from '@/app/may-do';
import { scanPath, websitePath } from '@/app/paths';
import { FindingPanel } from './finding-panel';
import { readScan } from './read-scan';
import { ReportActions } from './report-actions';
import { RetestRunning } from './retest-running';
import { ScanPill } from './scan-pill';
import { ScanReport } from './scan-report';
import { ScanRunning } from './scan-running';

type Props = { params: Promise<{ scanId: string }>; searchParams: Promise<{ finding?: string }> };

export default async function ScanPage({ params, searchParams }: Props) {
  const { context, scan, website, retests, state, verdicts, assets } = await readScan((await params).scanId);
  const t = await getTranslations('scans');
  const now = context.clock.now();
  const { finding } = await searchParams;
  const opened = scan.findings.find(({ number }) => String(number) === finding);
  const here = scanPath(scan.id);
  const mayRun = mayDo(context, 'scan.run');
  const mayRetest = mayRun && website.ownership === 'VERIFIED' && !website.isScanUnfinished;
  return (
    <ClientMessages namespaces={['scan', 'scans', 'reports.downloads']}>
      <PageHeader
        title={t('title')}
        tabTitle={[t('title'), website.name]}
        crumbs={[
          { label: t('websites'), href: '/websites' },
          { label: website.name, href: websitePath(website.id, 'scans') },
          { label: t('title') },
        ]}
        status={<ScanPill scan={scan} now={now} />}
        lead={
          <>
            {website.name} <span className="font-mono text-13 wrap-anywhere">{website.origin}</span>
          </>
        }
        actions={state.isEnded ? <ReportActions website={website} scan={scan} mayRun={mayRun} /> : undefined}
      />
      {state.isEnded ? (
        <div className="flex flex-col gap-6">
          {retests.open && (
            <RetestRunning
              key={retests.open.id}
              retestId={retests.open.id}
              findings={retests.open.findingIds.length}
              mayStop={mayDo(context, 'scan.cancel')}
            />
          )}
          <ScanReport {...{ scan, verdicts, now, here, retests, mayRetest }} />
        </div>
      ) : (
        <ScanRunning scanId={scan.id} initial={state} mayStop={mayDo(context, 'scan.cancel')} />
      )}
      <WebsiteNextSteps assets={assets} here={here} />
      {opened && (
        <FindingPanel
          finding={opened}
          verdict={verdicts.get(opened.id)}
          retest={retests.results.get(opened.id)}
          isAsked={retests.open?.findingIds.includes(opened.id) === true}
          mayRetest={mayRetest}
          closeHref={here}
        />
      )}
    </ClientMessages>
  );
}
