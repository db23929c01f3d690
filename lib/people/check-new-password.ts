import { PASSWORD_MAX, PASSWORD_MIN, passwordProblem } from '@/lib/auth/rules/password-policy';
import { AppError } from '@/lib/core/errors';

/** @throws AppError VALIDATION on `field` when the policy refuses the password */
export function checkNewPassword(password: string, email: string, field: string): void {
  const problem = passwordProblem(password, email);
  if (problem === null) return;
  throw new AppError('VALIDATION', {
    message: 'codes.VALIDATION',
    fields: [
      {
        field,
        message: `people.password.${problem}`,
        values: { minimum: PASSWORD_MIN, maximum: PASSWORD_MAX },
      },
    ],
  });
}
