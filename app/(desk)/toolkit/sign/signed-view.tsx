import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Segments } from '@/app/(desk)/toolkit/segments';
import { CodeBlock } from '@/app/components/code-block';
import { Notice } from '@/app/components/notice';
import { curlCommand } from '@/lib/response-checks/reproduce/curl';
import type { MadeRequest } from '@/lib/signing/make-message';
import { httpFile } from './http-file';
import { postmanCollection } from './postman-collection';
import type { Signed } from './sign-form';
import { headerLines, wholeResponse } from './whole-response';

const FORMATS = ['curl', 'http', 'postman'] as const;
type Format = (typeof FORMATS)[number];

const WRITERS: Record<Format, (name: string, request: MadeRequest) => string> = {
  curl: (_, request) => curlCommand(request),
  http: httpFile,
  postman: postmanCollection,
};

type SignedViewProps = {
  name: string;
  signed: Signed;
  /** Signed more than 60 seconds ago; null for what carries no time that a rule limits. */
  isStale: boolean | null;
  isOutdated: boolean;
};

/** A signed message to take along, and how long it counts. */
export function SignedView({ name, signed, isStale, isOutdated }: SignedViewProps) {
  const t = useTranslations('toolkit.sign');
  const age = isStale === null ? 'untimed' : isStale ? 'stale' : 'fresh';
  const state = signed.kind === 'response' ? 'response' : age;
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div role="status">
        <Notice tone={isStale ? 'attention' : 'neutral'} title={t(`age.${state}.title`)}>
          <p>{t(`age.${state}.text`)}</p>
          {isOutdated && <p className="text-attention">{t('outdated')}</p>}
        </Notice>
      </div>
      {signed.kind === 'request' ? (
        <RequestView name={name} request={signed.request} />
      ) : (
        <ResponseView {...signed} />
      )}
    </div>
  );
}

function RequestView({ name, request }: { name: string; request: MadeRequest }) {
  const t = useTranslations('toolkit.sign');
  const [format, setFormat] = useState<Format>('curl');
  const note = format === 'http' && request.body.length === 0 ? 'httpWithoutBody' : format;
  return (
    <>
      <Segments
        label={t('format')}
        options={FORMATS.map((value) => ({ value, label: t(`formats.${value}`) }))}
        value={format}
        onChange={setFormat}
      />
      <CodeBlock
        label={t(`formats.${format}`)}
        text={WRITERS[format](name, request)}
        note={t(`notes.${note}`)}
      />
    </>
  );
}

function ResponseView({ headers, body }: Extract<Signed, { kind: 'response' }>) {
  const t = useTranslations('toolkit.sign');
  const whole = wholeResponse(headers, body);
  return (
    <>
      <CodeBlock label={t('header')} text={headerLines(headers)} note={t('headerNote')} />
      {whole !== null && <CodeBlock label={t('response')} text={whole} />}
    </>
  );
}
