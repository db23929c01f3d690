export type Invoice = {
  number: number;
  customer: string;
  issuedOn: string;
  dueOn: string;
  amountCents: number;
  status: 'Paid' | 'Open' | 'Overdue';
  lines: readonly { text: string; amountCents: number }[];
};

const CUSTOMERS = [
  'Alder Bakery',
  'Birch & Sons',
  'Cedar Studio',
  'Elm Logistics',
  'Hazel Clinic',
  "O'Rowan Travel",
];
const SERVICES = ['Monthly plan', 'Extra seats', 'Onboarding day', 'Archive storage'];
const STATUSES = ['Paid', 'Open', 'Paid', 'Overdue'] as const;
const FIRST_NUMBER = 1_001;
const COUNT = 24;

const at = <T>(values: readonly [T, ...T[]] | readonly T[], index: number, fallback: T): T =>
  values[index % values.length] ?? fallback;

const day = (offset: number) => new Date(Date.UTC(2025, 0, 6 + offset)).toISOString().slice(0, 10);

function invoice(index: number): Invoice {
  const lines = [0, 1].map((line) => ({
    text: at(SERVICES, index + line, 'Monthly plan'),
    amountCents: 4_900 + ((index * 37 + line * 53) % 90) * 100,
  }));
  return {
    number: FIRST_NUMBER + index,
    customer: at(CUSTOMERS, index, 'Alder Bakery'),
    issuedOn: day(index * 9),
    dueOn: day(index * 9 + 30),
    amountCents: lines.reduce((sum, line) => sum + line.amountCents, 0),
    status: at(STATUSES, index, 'Paid'),
    lines,
  };
}

/** The books of the demo company: always the same, newest last. */
export const INVOICES: readonly Invoice[] = Array.from({ length: COUNT }, (_, index) => invoice(index));

export const findInvoice = (number: string): Invoice | null =>
  INVOICES.find((row) => String(row.number) === number) ?? null;

export const money = (cents: number): string => `€ ${(cents / 100).toFixed(2)}`;
