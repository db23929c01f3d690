import { useTranslations } from 'next-intl';
import { Card } from '@/app/components/card';
import type { RunDetails } from '@/lib/connection-tests/get-connection-runs';
import { RUN_SECTIONS, type RunSection } from '@/lib/connection-tests/rules/run-item';
import { CasesResult } from './cases-result';
import { FlowResult } from './flow-result';
import { SuiteResult } from './suite-result';

type RunSectionsProps = { assetId: string; run: RunDetails };

/** Each part of a run with everything that it called. */
export function RunSections({ assetId, run }: RunSectionsProps) {
  const t = useTranslations('connection-run');
  return RUN_SECTIONS.filter((section) => run.items.some((item) => item.section === section)).map(
    (section) => (
      <Card key={section} id={`run-${section}`} title={t(`section.${section}`)} isFlush>
        <SectionResult assetId={assetId} run={run} section={section} />
      </Card>
    ),
  );
}

function SectionResult({ assetId, run, section }: RunSectionsProps & { section: RunSection }) {
  const items = run.items.filter((item) => item.section === section);
  if (section === 'cases') return <CasesResult assetId={assetId} items={items} calls={run.calls} />;
  if (section === 'flow') return <FlowResult items={items} calls={run.calls} />;
  return <SuiteResult run={run} items={items} />;
}
