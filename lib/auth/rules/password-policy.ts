/** Lengths in characters. The upper bound keeps a request from buying us minutes of hashing. */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 200;

export type PasswordProblem = 'tooShort' | 'tooLong' | 'tooUniform' | 'likeEmail';

/** Fewer different characters than this are a pattern, however long it is. */
const DIFFERENT_CHARACTERS = 5;

/**
 * What is wrong with a new password, or null. Length counts, not the mixture of characters
 * (NIST SP 800-63B §3.1.1.2): a long sentence is welcome.
 */
export function passwordProblem(password: string, email: string): PasswordProblem | null {
  const characters = [...password];
  if (characters.length < PASSWORD_MIN) return 'tooShort';
  if (characters.length > PASSWORD_MAX) return 'tooLong';
  if (new Set(characters).size < DIFFERENT_CHARACTERS) return 'tooUniform';
  if (isLikeEmail(password.toLowerCase(), email.toLowerCase())) return 'likeEmail';
  return null;
}

function isLikeEmail(password: string, email: string): boolean {
  const local = email.split('@')[0] ?? '';
  return password === email || (local.length >= 4 && password.replace(/(?<![\d\W_])[\d\W_]+$/, '') === local);
}
