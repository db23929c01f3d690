import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { curlCommand } from '@/lib/connection-tests/rules/curl';
import type { CapturedRequest } from '@/lib/http/exchange';
import { WINDOW_MS } from '@/lib/signing/verify';
import { CodeBlock } from '../../../components/code-block';
import { Notice } from '../../../components/notice';
import { Segments } from '../segments';
import { httpFile } from './http-file';
import { postmanCollection } from './postman-collection';

const FORMATS = ['curl', 'http', 'postman'] as const;
type Format = (typeof FORMATS)[number];

const WRITERS: Record<Format, (name: string, request: CapturedRequest) => string> = {
  curl: (_, request) => curlCommand(request),
  http: httpFile,
  postman: postmanCollection,
};

type SignedViewProps = { name: string; request: CapturedRequest; isOutdated: boolean };

/** A signed request to take along, and how long it counts. Keyed by request: a new one begins its minute anew. */
export function SignedView({ name, request, isOutdated }: SignedViewProps) {
  const t = useTranslations('toolkit.sign');
  const [format, setFormat] = useState<Format>('curl');
  const [isStale, setStale] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setStale(true), WINDOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div role="status">
        <Notice tone={isStale ? 'attention' : 'neutral'} title={t(isStale ? 'staleTitle' : 'freshTitle')}>
          <p>{t(isStale ? 'staleText' : 'freshText')}</p>
          {isOutdated && <p className="text-attention">{t('outdated')}</p>}
        </Notice>
      </div>
      <Segments
        label={t('format')}
        options={FORMATS.map((value) => ({ value, label: t(`formats.${value}`) }))}
        value={format}
        onChange={setFormat}
      />
      <CodeBlock
        label={t(`formats.${format}`)}
        text={WRITERS[format](name, request)}
        note={t(`notes.${format}`)}
      />
    </div>
  );
}
