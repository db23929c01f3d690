import type { Exchange } from '@/lib/http/exchange';
import type { CheckRunDeps } from '../check-run-deps';
import { SiteFiles } from '../site-files';
import { Prober } from './probe-context';

/** @param onResponse sees everything that comes back */
export function openProber(deps: CheckRunDeps, onResponse: (exchange: Exchange) => Promise<void>): Prober {
  const { retriever, exchanges, missing, submissions, contacts, captured, outside, mark, missingUrl } = deps;
  const files = new SiteFiles({ retriever, exchanges, missing });
  const reading = { retriever, submissions, contacts, captured, exchanges, onResponse };
  return new Prober({ ...reading, outside, mark, missingUrl, siteFiles: () => files.list() });
}
