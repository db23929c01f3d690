import { markup, type SafeHtml } from './safe-html';

export type Fact = [term: string, value: SafeHtml | string];

/** Terms and what they are, as a list of definitions. */
export const drawFacts = (facts: readonly Fact[]): SafeHtml =>
  markup`<dl>${facts.map(([term, value]) => markup`<dt>${term}</dt><dd>${value}</dd>`)}</dl>`;
