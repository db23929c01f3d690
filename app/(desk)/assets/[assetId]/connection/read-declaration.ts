/** A control's text; a missing control and a file are the empty text. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

const textsOf = (form: FormData, name: string): string[] =>
  form.getAll(name).filter((value): value is string => typeof value === 'string');

/** The declaration form as `saveDeclaration` takes it; parameter rows that nobody filled are left out. */
export function declarationOf(form: FormData) {
  const names = textsOf(form, 'parameterName');
  const values = textsOf(form, 'parameterValue');
  return {
    assetId: textOf(form, 'assetId'),
    version: textOf(form, 'version'),
    protocol: textOf(form, 'protocol'),
    productKind: textOf(form, 'productKind'),
    billingModes: textsOf(form, 'billingModes'),
    productionUrl: textOf(form, 'productionUrl'),
    accessKey: textOf(form, 'accessKey'),
    kitAccessKey: textOf(form, 'kitAccessKey'),
    // The control is there only while a key is being replaced.
    keyOverlapHours: form.get('keyOverlapHours') ?? undefined,
    kitPublicKey: textOf(form, 'kitPublicKey'),
    extensionParameters: names
      .map((name, index) => ({ name, value: values[index] ?? '' }))
      .filter(({ name, value }) => name.trim() !== '' || value.trim() !== ''),
    provisioningInfo: textsOf(form, 'provisioningInfo'),
    encryptionAlgorithm: textOf(form, 'encryptionAlgorithm'),
  };
}
