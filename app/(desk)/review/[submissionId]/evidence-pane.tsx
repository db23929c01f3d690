import { FindingSummary } from '@/app/(desk)/requests/[submissionId]/appeal/finding-summary';
import { useFindingText } from '@/app/(desk)/scans/[scanId]/use-finding-text';
import { Card } from '@/app/components/card';
import type { FindingRecord } from '@/lib/findings/finding-record';

/** The finding that is shown: what it is called, and what the scan saw. */
export function EvidencePane({ finding }: { finding: FindingRecord }) {
  return (
    <Card title={useFindingText(finding).title}>
      <FindingSummary finding={finding} />
    </Card>
  );
}
