import { useTranslations } from 'next-intl';
import { Card } from '@/app/components/card';
import { CodeBlock } from '@/app/components/code-block';
import { DefinitionList } from '@/app/components/definition-list';
import { hexDump, plainText } from '@/lib/response-checks/hex-dump';
import { decodeQuery, readQuery } from '@/lib/signing/canonical';
import type { CheckedMessage } from './check-message';

const SHOWN_CHARACTERS = 8_192;
const SHOWN_BYTES = 512;

/** What the reader of the message understood, so that a wrong paste is seen before its signature is doubted. */
export function ParsedCard({ checked }: { checked: CheckedMessage }) {
  const t = useTranslations('toolkit.check');
  const { profile, message, start } = checked;
  const { url, headers, body } = message;
  const parameters = decodeQuery(readQuery(url));
  const text = plainText(body);
  const isLong = (text?.length ?? 0) > SHOWN_CHARACTERS || (text === null && body.length > SHOWN_BYTES);
  return (
    <Card title={t('parsed')}>
      <div className="flex flex-col gap-4">
        <DefinitionList
          items={[
            { term: t('profile'), value: t(`profiles.${profile}`) },
            ...(start?.kind === 'response'
              ? [{ term: t('response'), value: <Mono lines={[String(start.status)]} /> }]
              : []),
            ...(url === ''
              ? []
              : [
                  { term: t('request'), value: <Mono lines={[requestLine(checked)]} /> },
                  {
                    term: t('parameters'),
                    value: <Mono lines={parameters.map(([name, value]) => `${name} = ${value}`)} />,
                  },
                ]),
            {
              term: t('headers'),
              value: <Mono lines={headers.map(([name, value]) => `${name}: ${value}`)} />,
            },
          ]}
        />
        {body.length === 0 ? (
          <p className="text-13 text-muted">{t('noBody')}</p>
        ) : (
          <CodeBlock
            label={t('body', { bytes: body.length })}
            text={text === null ? hexDump(body, SHOWN_BYTES) : text.slice(0, SHOWN_CHARACTERS)}
            note={text === null ? t('notText') : isLong ? t('cut') : undefined}
          />
        )}
      </div>
    </Card>
  );
}

/** Method and path, as far as they were given; the query is shown separately, decoded. */
function requestLine({ start, message }: CheckedMessage): string {
  const path = message.url.split(/[?#]/, 1).join('');
  return start?.kind === 'request' ? `${start.method} ${path}` : path;
}

function Mono({ lines }: { lines: readonly string[] }) {
  const t = useTranslations('toolkit.check');
  if (lines.length === 0) return <span className="text-muted">{t('none')}</span>;
  return (
    <ul className="font-mono text-13 wrap-anywhere">
      {[...lines.entries()].map(([at, line]) => (
        <li key={at}>{line}</li>
      ))}
    </ul>
  );
}
