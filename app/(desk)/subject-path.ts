import type { Route } from 'next';
import { assetPath, messagePath, productPath, requestPath, scanPath, websitePath } from '@/app/paths';
import type { AuditRow } from '@/lib/audit/store';

const PATHS: Partial<Record<string, (id: string) => Route>> = {
  asset: assetPath,
  product: productPath,
  submission: requestPath,
  scan: scanPath,
  website: websitePath,
  message: messagePath,
  connection: (assetId) => assetPath(assetId, 'connection'),
};

/** The page of what an audit entry is about; null where there is none. */
export const subjectPath = ({
  subjectType,
  subjectId,
}: Pick<AuditRow, 'subjectType' | 'subjectId'>): Route | null => PATHS[subjectType]?.(subjectId) ?? null;
