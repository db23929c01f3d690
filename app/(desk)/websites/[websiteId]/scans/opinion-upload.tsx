'use client';

import { FileUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { UploadForm } from '@/app/components/upload-form';
import { websitePath } from '@/app/paths';

/** Imports reports of other scanners. */
export function OpinionUpload({ websiteId }: { websiteId: string }) {
  const t = useTranslations('opinions');
  return (
    <UploadForm
      url={`${websitePath(websiteId)}/opinions`}
      words={{ file: t('file'), hint: t('fileHint'), send: t('import'), unreachable: t('unreachable') }}
      accept=".json,.sarif,application/json"
      icon={FileUp}
      done={() => t('imported')}
    />
  );
}
