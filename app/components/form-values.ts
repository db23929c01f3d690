/** Puts a value into a control of the form as if it had been typed; an unknown name changes nothing. */
export function setFormValue(form: HTMLFormElement, name: string, value: string): void {
  const control = form.elements.namedItem(name);
  if (control instanceof HTMLInputElement && control.type === 'checkbox')
    control.checked = value === 'on' || value === 'true';
  else if (
    control instanceof HTMLInputElement ||
    control instanceof HTMLTextAreaElement ||
    control instanceof HTMLSelectElement ||
    control instanceof RadioNodeList
  ) {
    control.value = value;
  }
}
