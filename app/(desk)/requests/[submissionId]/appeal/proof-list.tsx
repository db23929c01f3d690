import { FileSpreadsheet, Paperclip } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DateTime } from '@/app/components/date-time';
import { Glyph } from '@/app/components/glyph';
import type { ProofRecord } from '@/lib/appeals/appeal-record';

type ProofListProps = {
  proofs: readonly ProofRecord[];
  /** The address below which each proof is downloaded by its id. */
  folder: string;
  /** What can be done with a proof besides saving it. */
  renderAction?: (proof: ProofRecord) => ReactNode;
};

/** Uploaded files: name, kind, size, who and when, and the beginning of the hash. */
export function ProofList({ proofs, folder, renderAction }: ProofListProps) {
  const t = useTranslations('appeals.files');
  if (proofs.length === 0) return null;
  return (
    <ul className="flex flex-col divide-y divide-line rounded-8 border border-line">
      {proofs.map((proof) => (
        <li key={proof.id} className="flex items-center gap-3 px-3 py-2">
          <Glyph icon={proof.kind === 'WORKBOOK' ? FileSpreadsheet : Paperclip} className="text-muted" />
          <div className="min-w-0 flex-1">
            <a href={`${folder}/${proof.id}`} download className="font-medium wrap-anywhere text-link">
              {proof.fileName}
            </a>
            <p className="text-13 text-muted">
              {t(`kinds.${proof.kind}`)} ·{' '}
              {t('size', { kilobytes: Math.max(1, Math.round(proof.size / 1024)) })} ·{' '}
              {proof.uploadedByName ?? t('someone')} · <DateTime at={proof.uploadedAt} />
            </p>
            <p className="truncate font-mono text-12 text-muted" title={proof.sha256}>
              {t('hash', { hash: proof.sha256 })}
            </p>
          </div>
          {renderAction?.(proof)}
        </li>
      ))}
    </ul>
  );
}
