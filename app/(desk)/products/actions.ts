'use server';

import { formAction } from '@/app/form-action';
import { readText } from '@/app/form-controls';
import { editProductNote } from '@/lib/products/edit-product-note';
import { withdrawProduct } from '@/lib/products/withdraw-product';

export const saveNoteAction = formAction('save-product-note', editProductNote, {
  answer: ({ version }) => ({ version }),
});

export const withdrawProductAction = formAction('withdraw-product', withdrawProduct, {
  read: readText('productId'),
});
