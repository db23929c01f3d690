export type HelpArticle = { slug: string; topic: string; title: string; paragraphs: readonly string[] };

/** Topics of the help search, as its `topic` parameter names them. */
export const HELP_TOPICS = ['all', 'billing', 'account', 'exports'] as const;

export const HELP_ARTICLES: readonly HelpArticle[] = [
  {
    slug: 'first-invoice',
    topic: 'billing',
    title: 'Send your first invoice',
    paragraphs: [
      'Choose a customer, add one line for each thing that you sold, and check the total.',
      'The customer gets a link that works without an account. You see when it was opened.',
    ],
  },
  {
    slug: 'reminders',
    topic: 'billing',
    title: 'Remind customers who are late',
    paragraphs: [
      'An invoice becomes overdue on the day after its due date. Reminders go out once a week until it is paid.',
    ],
  },
  {
    slug: 'profile',
    topic: 'account',
    title: 'Change your name, company and phone number',
    paragraphs: ['Open Settings. What you enter there is printed at the top of every new invoice.'],
  },
  {
    slug: 'exports',
    topic: 'exports',
    title: 'Export to your accounting software',
    paragraphs: [
      'Exports contain every invoice of the period, paid or not, as one row each.',
      'If the import reports a syntax error near a quote, set the text delimiter to a double quote.',
    ],
  },
];

export const findArticle = (slug: string): HelpArticle | null =>
  HELP_ARTICLES.find((article) => article.slug === slug) ?? null;

/** Articles of a topic (`all` or an unknown one: every topic) whose text contains the term, whatever its case. */
export function searchArticles(term: string, topic: string): HelpArticle[] {
  const wanted = term.trim().toLowerCase();
  if (!wanted) return [];
  const isTopic = HELP_TOPICS.some((known) => known === topic && known !== 'all');
  return HELP_ARTICLES.filter(
    (article) =>
      (!isTopic || article.topic === topic) &&
      [article.title, ...article.paragraphs].some((text) => text.toLowerCase().includes(wanted)),
  );
}
