import type { InterfaceState } from '@/lib/assets/schemas';
import type { ConnectionFacts } from '@/lib/connection-tests/rules/connection-facts';
import type { SubmissionStatus } from '@/lib/lifecycle/rules/status';
import { scanValidUntil } from '@/lib/scans/rules/validity';
import type { Readiness } from './readiness';
import type { ReadinessFacts } from './readiness-facts';
import type { StatusLine } from './status-line';

/** An asset as a row of an export. */
export type ExportedAsset = {
  id: string;
  name: string;
  status: SubmissionStatus;
  line: Pick<StatusLine, 'code' | 'values'>;
  hosts: readonly string[];
  /** The earliest end of the newest scans; null where a website has no complete one. */
  validUntil: Date | null;
  safeUntil: Date | null;
  interfaces: InterfaceState;
  casesPassed: number;
  casesRequired: number;
  /** Names of those on sale. */
  products: readonly string[];
  updatedAt: Date;
};

export type ExportedFacts = {
  asset: Pick<ExportedAsset, 'id' | 'name' | 'status' | 'updatedAt'> & {
    products: readonly { name: string }[];
  };
  facts: Pick<ReadinessFacts, 'websites' | 'connection'>;
  readiness: Pick<Readiness, 'releaseSafeUntil'>;
  line: StatusLine;
};

/** What the required cases come to; the filter of the list says it in SQL (`lib/assets/search/conditions-store.ts`). */
export function interfaceState(cases: ConnectionFacts['cases']): InterfaceState {
  if (cases.some(({ state }) => state === 'FAILED')) return 'FAILED';
  return cases.length > 0 && cases.every(({ state }) => state === 'PASSED') ? 'PASSED' : 'NOT_RUN';
}

function earliestEnd(websites: ReadinessFacts['websites']): Date | null {
  const ends = websites.map(({ latestScan }) =>
    latestScan?.status === 'COMPLETE' ? scanValidUntil(latestScan.completedAt).getTime() : null,
  );
  const known = ends.filter((end) => end !== null);
  return ends.length === 0 || known.length < ends.length ? null : new Date(Math.min(...known));
}

export function toExportedAsset({ asset, facts, readiness, line }: ExportedFacts): ExportedAsset {
  const { cases } = facts.connection;
  const { id, name, status, updatedAt } = asset;
  return {
    ...{ id, name, status, line, updatedAt },
    hosts: facts.websites.map(({ host }) => host),
    validUntil: earliestEnd(facts.websites),
    safeUntil: readiness.releaseSafeUntil,
    interfaces: interfaceState(cases),
    casesPassed: cases.filter(({ state }) => state === 'PASSED').length,
    casesRequired: cases.length,
    products: asset.products.map((product) => product.name),
  };
}
