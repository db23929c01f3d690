/** `<subject>_report_<day>.<ending>`, in characters that every file system and header takes. */
export function reportFileName(subject: string, at: Date, ending = 'xlsx'): string {
  const slug = subject
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+|(?<![-.])[-.]+$/g, '')
    .slice(0, 60);
  const day = at.toISOString().slice(0, 10);
  return [...(slug === '' ? [] : [slug]), 'report', `${day}.${ending}`].join('_');
}
