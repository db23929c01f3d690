import { LOGIN_LIMITS } from '@/lib/websites/rules/login-profile';

/** A control's text; a missing control and a file are the empty text. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** The login form as `saveLoginProfile` takes it; header rows without a name are rows that nobody filled. */
export function profileOf(form: FormData) {
  const rows = Array.from({ length: LOGIN_LIMITS.headers }, (_, index) => ({
    name: textOf(form, `headers.${index}.name`),
    value: textOf(form, `headers.${index}.value`),
  }));
  return {
    ...Object.fromEntries(form),
    headers: rows.filter(({ name, value }) => name.trim() !== '' || value.trim() !== ''),
    pathsToAvoid: textOf(form, 'pathsToAvoid')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  };
}
