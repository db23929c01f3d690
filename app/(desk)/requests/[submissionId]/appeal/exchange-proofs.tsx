import { useTranslations } from 'next-intl';
import { DateTime } from '@/app/components/date-time';
import { EvidenceView } from '@/app/components/evidence-view';
import type { ExchangeProof } from '@/lib/appeals/exchanges/list-exchanges';

/** What the seller sent and got back as proof of a finding, each exchange as that of the scan is shown. */
export function ExchangeProofs({ exchanges, url }: { exchanges: readonly ExchangeProof[]; url: string }) {
  const t = useTranslations('appeals.exchanges');
  if (exchanges.length === 0) return <p className="text-muted">{t('none')}</p>;
  return (
    <ol className="flex flex-col gap-5">
      {exchanges.map(({ id, request, response, uploadedAt, uploadedByName }) => (
        <li key={id} className="flex min-w-0 flex-col gap-2">
          <p className="text-13 text-muted">
            {t('by', { name: uploadedByName ?? t('someone') })} · <DateTime at={uploadedAt} />
          </p>
          <EvidenceView
            evidence={{ request, response, isTruncated: false, marks: [] }}
            url={readAddress(request, url)}
          />
        </li>
      ))}
    </ol>
  );
}

/** Where the request went, for the curl command: what it asks for at the site of the finding. */
function readAddress(request: string, url: string): string {
  const target = request.split(' ', 2)[1] ?? '';
  return URL.canParse(target, url) ? new URL(target, url).href : url;
}
