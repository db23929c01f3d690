import type { FindingRecord } from '@/lib/findings/finding-record';
import { Card } from '../../../components/card';
import { FindingSummary } from '../../requests/[submissionId]/appeal/finding-summary';
import { useFindingText } from '../../scans/[scanId]/use-finding-text';

/** The finding on the bench: what it is called, and what the scan saw. */
export function EvidencePane({ finding }: { finding: FindingRecord }) {
  return (
    <Card title={useFindingText(finding).title}>
      <FindingSummary finding={finding} />
    </Card>
  );
}
