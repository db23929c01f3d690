/** Guides to read as plain text, by file name. */
const GUIDES: Readonly<Record<string, string>> = {
  'first-steps.txt': 'First steps\n\n1. Add a customer.\n2. Write the first invoice.\n3. Send the link.\n',
  'year-end.txt': 'Year end\n\n1. Export all invoices of the year.\n2. Check what is still open.\n',
};

export const GUIDE_NAMES = Object.keys(GUIDES);

export const findGuide = (name: string): string | null =>
  Object.hasOwn(GUIDES, name) ? (GUIDES[name] ?? null) : null;
