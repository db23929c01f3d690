import type { FindingClass, ParameterLocation } from '@/lib/findings/rules/finding';

type Flaw = {
  class: FindingClass;
  severity: 'HIGH' | 'MEDIUM';
  method: 'GET' | 'POST';
  path: string;
  parameter: { location: ParameterLocation; name: string } | null;
  isBehindLogin: boolean;
};

/** The flaws of the vulnerable site: what a scan of it has to find. The safe site has none. */
export const VULNERABLE_SITE_FLAWS: readonly Flaw[] = [
  {
    class: 'XSS',
    severity: 'HIGH',
    method: 'GET',
    path: '/search',
    parameter: { location: 'QUERY', name: 'q' },
    isBehindLogin: false,
  },
  {
    class: 'XSS',
    severity: 'HIGH',
    method: 'GET',
    path: '/search',
    parameter: { location: 'QUERY', name: 'topic' },
    isBehindLogin: false,
  },
  {
    class: 'SQL_INJECTION',
    severity: 'HIGH',
    method: 'GET',
    path: '/app/invoices',
    parameter: { location: 'QUERY', name: 'customer' },
    isBehindLogin: true,
  },
  {
    class: 'URL_REDIRECTION',
    severity: 'HIGH',
    method: 'GET',
    path: '/go',
    parameter: { location: 'QUERY', name: 'to' },
    isBehindLogin: false,
  },
  {
    class: 'CROSS_DIRECTORY_ACCESS',
    severity: 'HIGH',
    method: 'GET',
    path: '/help/guide',
    parameter: { location: 'QUERY', name: 'file' },
    isBehindLogin: false,
  },
  {
    class: 'OS_COMMAND_INJECTION',
    severity: 'HIGH',
    method: 'GET',
    path: '/app/lookup',
    parameter: { location: 'QUERY', name: 'host' },
    isBehindLogin: true,
  },
  {
    class: 'XXE',
    severity: 'HIGH',
    method: 'POST',
    path: '/app/preview',
    parameter: { location: 'FORM', name: 'document' },
    isBehindLogin: true,
  },
  {
    class: 'CSRF',
    severity: 'MEDIUM',
    method: 'POST',
    path: '/app/settings',
    parameter: { location: 'FORM', name: 'display_name' },
    isBehindLogin: true,
  },
  {
    class: 'FILE_UPLOAD',
    severity: 'MEDIUM',
    method: 'POST',
    path: '/app/logo',
    parameter: { location: 'MULTIPART', name: 'logo' },
    isBehindLogin: true,
  },
  { class: 'TROJAN', severity: 'HIGH', method: 'GET', path: '/', parameter: null, isBehindLogin: false },
  {
    class: 'INFORMATION_LEAKAGE',
    severity: 'HIGH',
    method: 'GET',
    path: '/.env',
    parameter: null,
    isBehindLogin: false,
  },
];
