import { type Exchange, headerValues } from '@/lib/http/exchange';

/** The policies of an answer's headers: several headers, and several in one, of which browsers apply each (CSP3 §4.1). */
export const headerPolicies = ({ response }: Exchange): string[] =>
  headerValues(response.headers, 'content-security-policy')
    .flatMap((value) => value.split(','))
    .map((policy) => policy.trim())
    .filter((policy) => policy !== '');
