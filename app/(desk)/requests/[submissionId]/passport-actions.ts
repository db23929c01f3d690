'use server';

import { formAction } from '@/app/form-action';
import { requestPassport } from '@/lib/passport/request-passport';

export const requestPassportAction = formAction('request-passport', requestPassport);
