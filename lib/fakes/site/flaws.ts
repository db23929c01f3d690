import type { FindingClass, ParameterLocation } from '@/lib/findings/rules/finding';

type Flaw = {
  class: FindingClass;
  method: 'GET';
  path: string;
  parameter: { location: ParameterLocation; name: string } | null;
  isBehindLogin: boolean;
};

/** The flaws of the vulnerable site: what a scan of it has to find. The safe site has none. */
export const VULNERABLE_SITE_FLAWS: readonly Flaw[] = [
  {
    class: 'XSS',
    method: 'GET',
    path: '/search',
    parameter: { location: 'QUERY', name: 'q' },
    isBehindLogin: false,
  },
  {
    class: 'XSS',
    method: 'GET',
    path: '/search',
    parameter: { location: 'QUERY', name: 'topic' },
    isBehindLogin: false,
  },
  {
    class: 'SQL_INJECTION',
    method: 'GET',
    path: '/app/invoices',
    parameter: { location: 'QUERY', name: 'customer' },
    isBehindLogin: true,
  },
  {
    class: 'URL_REDIRECTION',
    method: 'GET',
    path: '/go',
    parameter: { location: 'QUERY', name: 'to' },
    isBehindLogin: false,
  },
  { class: 'INFORMATION_LEAKAGE', method: 'GET', path: '/.env', parameter: null, isBehindLogin: false },
];
