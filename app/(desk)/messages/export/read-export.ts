import { readIds, readLogQuery, toFilter } from '@/app/(desk)/messages/log-query';

/** What is to be exported: the log's filters, or ids; `csv` where no format is named. */
export function readExport(searchParams: URLSearchParams, zone: string) {
  const query = readLogQuery(Object.fromEntries(searchParams));
  // A path that cannot be read must not become "all messages".
  const path = searchParams.get('path') || undefined;
  const ids = searchParams.getAll('id');
  return {
    ...toFilter({ ...query, older: '', newer: '' }, zone),
    ...(path === undefined ? {} : { path }),
    ...(ids.length === 0 ? {} : { ids: readIds(ids) }),
    format: searchParams.get('format') ?? 'csv',
  };
}
