'use server';

import { formAction } from '@/app/form-action';
import { chooseDefaultView } from '@/lib/assets/views/choose-default-view';
import { deleteView } from '@/lib/assets/views/delete-view';
import { renameView } from '@/lib/assets/views/rename-view';
import { saveView } from '@/lib/assets/views/save-view';

export const saveViewAction = formAction('save-view', saveView);

export const renameViewAction = formAction('rename-view', renameView);

export const deleteViewAction = formAction('delete-view', deleteView);

export const chooseDefaultViewAction = formAction('choose-default-view', chooseDefaultView);
