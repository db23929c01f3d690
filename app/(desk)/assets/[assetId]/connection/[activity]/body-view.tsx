import { useTranslations } from 'next-intl';
import { hexDump, plainText } from '@/lib/connection-tests/rules/shown-bytes';
import { CodeBlock } from '../../../../../components/code-block';
import { HexView } from './hex-view';

/** Beyond these a page is slow to draw and nobody reads on. */
const SHOWN_CHARACTERS = 65_536;
const SHOWN_BYTES = 1_024;

/** A body as text, and byte by byte; bytes that no text view shows faithfully open as bytes. */
export function BodyView({ bytes, label }: { bytes: Uint8Array; label: string }) {
  const t = useTranslations('connection.exchange');
  if (bytes.length === 0) return <p className="text-13 text-muted">{t('empty', { label })}</p>;
  const text = plainText(bytes);
  const dump = (
    <HexView
      label={t('bytes')}
      text={hexDump(bytes, SHOWN_BYTES)}
      note={bytes.length > SHOWN_BYTES ? t('cutBytes', { shown: SHOWN_BYTES, of: bytes.length }) : undefined}
    />
  );
  if (text === null)
    return (
      <div className="flex flex-col gap-2">
        <p className="text-13 text-attention">{t('notText')}</p>
        {dump}
      </div>
    );
  return (
    <div className="flex flex-col gap-2">
      <CodeBlock
        label={t('labelled', { label, bytes: bytes.length })}
        text={text.slice(0, SHOWN_CHARACTERS)}
        note={text.length > SHOWN_CHARACTERS ? t('cutText', { shown: SHOWN_CHARACTERS }) : undefined}
      />
      <details>
        <summary className="w-fit text-13 text-muted">{t('showBytes')}</summary>
        <div className="pt-2">{dump}</div>
      </details>
    </div>
  );
}
