/** A control's text; a missing control and a file are the empty text. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** The texts of all controls of one name, in their order. */
export const formTexts = (form: FormData, name: string): string[] =>
  form.getAll(name).filter((value): value is string => typeof value === 'string');

/** Each control's value by its name, as a verb's schema takes it. */
export const formControls = (form: FormData): Record<string, FormDataEntryValue> => Object.fromEntries(form);

/** Reads one control, for a verb that takes a single text. */
export const readText =
  (name: string) =>
  (form: FormData): string =>
    formText(form, name);
