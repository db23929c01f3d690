import { formText } from '@/app/form-controls';
import { LOGIN_LIMITS } from '@/lib/websites/rules/login-profile';

/** The login form as `saveLoginProfile` takes it; header rows without a name are rows that nobody filled. */
export function readLoginProfile(form: FormData) {
  const rows = Array.from({ length: LOGIN_LIMITS.headers }, (_, index) => ({
    name: formText(form, `headers.${index}.name`),
    value: formText(form, `headers.${index}.value`),
  }));
  return {
    ...Object.fromEntries(form),
    headers: rows.filter(({ name, value }) => name.trim() !== '' || value.trim() !== ''),
    pathsToAvoid: formText(form, 'pathsToAvoid')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  };
}
