'use client';

import { Upload } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { UploadForm } from '@/app/components/upload-form';
import { appealPath } from '@/app/paths';

type EvidenceUploadProps = {
  submissionId: string;
  /** Names of the files that are attached now. */
  fileNames: readonly string[];
};

/** Attaches evidence files. */
export function EvidenceUpload({ submissionId, fileNames }: EvidenceUploadProps) {
  const t = useTranslations('appeals.files');
  return (
    <UploadForm<{ fileName: string }>
      url={`${appealPath(submissionId)}/evidence`}
      words={{ file: t('file'), hint: t('fileHint'), send: t('attach'), unreachable: t('unreachable') }}
      accept=".png,.jpg,.jpeg,.pdf,.txt,.log"
      icon={Upload}
      done={({ fileName }) => fileNames.includes(fileName) && t('attached', { name: fileName })}
    />
  );
}
