import { formText, formTexts } from '@/app/form-controls';

/** The declaration form as `saveDeclaration` takes it; parameter rows that nobody filled are left out. */
export function readDeclaration(form: FormData) {
  const names = formTexts(form, 'parameterName');
  const values = formTexts(form, 'parameterValue');
  return {
    assetId: formText(form, 'assetId'),
    version: formText(form, 'version'),
    protocol: formText(form, 'protocol'),
    productKind: formText(form, 'productKind'),
    billingModes: formTexts(form, 'billingModes'),
    productionUrl: formText(form, 'productionUrl'),
    accessKey: formText(form, 'accessKey'),
    kitAccessKey: formText(form, 'kitAccessKey'),
    // The control is there only while a key is being replaced.
    keyOverlapHours: form.get('keyOverlapHours') ?? undefined,
    kitPublicKey: formText(form, 'kitPublicKey'),
    extensionParameters: names
      .map((name, index) => ({ name, value: values[index] ?? '' }))
      .filter(({ name, value }) => name.trim() !== '' || value.trim() !== ''),
    provisioningInfo: formTexts(form, 'provisioningInfo'),
    encryptionAlgorithm: formText(form, 'encryptionAlgorithm'),
  };
}
