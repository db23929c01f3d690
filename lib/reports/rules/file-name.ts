/** `security-report-<subject>-<day>.<ending>`, in characters that every file system and header takes. */
export function reportFileName(subject: string, at: Date, ending = 'xlsx'): string {
  const plain = subject
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .replace(/^[-.]+|(?<![-.])[-.]+$/g, '')
    .slice(0, 60);
  const day = at.toISOString().slice(0, 10);
  return ['security-report', ...(plain === '' ? [] : [plain]), `${day}.${ending}`].join('-');
}
