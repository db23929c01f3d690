import type { REREADING_FAULTS } from '@/lib/fakes/faults/rereading-faults';
import { asked, REFUSED as CASE_REFUSED, type FaultRow, type Named } from './fault-row';

/** The signature that the seller took, as it was sent. */
const ACCEPTED = /^accepted .*(signature=[0-9A-F]{64}&|x-sign: [0-9a-f]{64}$|&authToken=[^&]{40,}$)/;

/** KooGallery's cases meet none of these values. */
const mistake = (name: string, ...spoils: string[]): Named => ({
  ...asked(ACCEPTED, `SELLER_MISTAKE ${name}`),
  spoils,
});
/** They meet this one. */
const inCases = (named: Named): Named => ({ ...named, koogallery: CASE_REFUSED });
/** `flag` and `testFlag` are numbers. */
const KIT_CASES = ['tenantSync', 'applicationSync', 'singleOrgSync', 'allOrgSync', 'authSync'].map(
  (activity) => `cases/${activity}`,
);

export const REREADING_ROWS: Record<keyof typeof REREADING_FAULTS, FaultRow> = {
  'html-escaping-go': {
    V2: mistake('writer-go-map', 'html-characters', 'line-separators'),
    kit: mistake('writer-go-map', 'kit-characters'),
  },
  'html-escaping-gson': {
    V2: mistake('writer-gson-map', 'html-characters', 'percent-and-plus', 'line-separators'),
    kit: mistake('writer-gson-tree', 'kit-characters'),
  },
  'php-slashes': {
    V2: mistake('body-slash-escaped', 'slashes'),
    // A ciphertext in base64 has slashes too.
    kit: inCases(mistake('body-slash-escaped', 'cases/applicationSync', 'kit-characters')),
  },
  'htmlspecialchars-filter': {
    // A value without quotation marks does not tell which of the filters it was.
    V2: asked(
      ACCEPTED,
      'SELLER_MISTAKE body-values-filtered:htmlText',
      'SELLER_MISTAKE body-values-filtered:html039',
      'SELLER_MISTAKE body-values-filtered:html',
    ),
    V1: mistake(
      'parameters-filtered:html039',
      'html-characters',
      'percent-and-plus',
      'quotes-and-backslashes',
    ),
    kit: mistake('body-values-filtered:html039', 'kit-characters'),
  },
  'dropped-empties': {
    V2: mistake('body-empties-removed', 'empty-values'),
    V1: mistake('parameters-empty-removed', 'extra-fields', 'empty-values'),
    kit: mistake('body-empties-removed', 'kit-empty-values'),
  },
  'dropped-zeros': {
    V2: mistake('body-falsy-removed', 'empty-values', 'zero-values'),
    V1: mistake('parameters-falsy-removed', 'extra-fields', 'empty-values', 'zero-values'),
    kit: mistake('body-falsy-removed', 'kit-repeated-changes', 'kit-empty-values', 'kit-zero-values'),
  },
  'trimmed-values': {
    V2: mistake('body-values-filtered:trim', 'outer-blanks'),
    V1: mistake('parameters-trimmed', 'outer-blanks'),
    kit: mistake('body-values-filtered:trim', 'kit-characters'),
  },
  'numbers-as-doubles': {
    V2: inCases(
      mistake('body-numbers-as-doubles', 'cases/changeInstanceCheck', 'zero-values', 'number-values'),
    ),
    kit: inCases(mistake('body-numbers-as-doubles', ...KIT_CASES)),
  },
  'numbers-reprinted': {
    V2: mistake('body-reserialised', 'number-values'),
    kit: mistake('body-reserialised', 'kit-number-values'),
  },
};
