import { z } from 'zod';
import { ORGANIZATION_ROLES, PLATFORM_ROLES } from '@/lib/auth/rules/permissions';
import { cleanName } from '@/lib/core/clean-name';
import { PERSON_NAME_LENGTH } from '@/lib/core/policy';

export const email = z
  .string('field.required')
  .trim()
  .toLowerCase()
  .max(254, 'people.emailInvalid')
  .pipe(z.email('people.emailInvalid'));

const personName = z
  .string()
  .transform(cleanName)
  .pipe(z.string().min(1, 'field.required').max(PERSON_NAME_LENGTH, 'people.nameTooLong'));
export const organizationName = personName;
const organizationRole = z.enum(ORGANIZATION_ROLES);

/** Signing in checks no form: whatever was typed is right or wrong, and the answer is the same for both. */
export const signInInput = z.object({
  email: z
    .string()
    .max(1_000)
    .refine((typed) => !typed.includes('\0')),
  password: z.string().max(1_000),
  /** Of the second step; empty or absent before it was asked for. */
  code: z.string().max(100).default(''),
});

export const createUserInput = z.object({
  email,
  name: personName,
  /** Without one, a password is made and handed back once. */
  password: z.string().optional(),
  platformRoles: z.array(z.enum(PLATFORM_ROLES)).default([]),
  /** The organization of that name; it is created if there is none. */
  organization: z.object({ name: organizationName, role: organizationRole }).optional(),
});
export type CreateUserInput = z.input<typeof createUserInput>;

export const resetPasswordInput = z.object({ email, password: z.string().optional() });

const newPassword = z.object({
  newPassword: z.string().min(1, 'field.required'),
  repeatedPassword: z.string().min(1, 'field.required'),
});
/** Both are the same; said with the other problems, in one round. */
const isRepeated = (input: z.output<typeof newPassword>) => input.newPassword === input.repeatedPassword;
const NOT_REPEATED = {
  path: ['repeatedPassword'],
  message: 'people.passwordsDiffer',
  when: ({ value }: { value: unknown }) => typeof Reflect.get(Object(value), 'repeatedPassword') === 'string',
};

const currentPassword = z.string().min(1, 'field.required').max(1_000);
export const changePasswordInput = newPassword.extend({ currentPassword }).refine(isRepeated, NOT_REPEATED);

const code = z.string().trim().min(1, 'field.required').max(100);
export const startStepInput = z.object({ currentPassword });
export const confirmStepInput = z.object({ code });
export const bothStepsInput = z.object({ currentPassword, code });

export const invitationInput = z.object({ userId: z.uuid() });
export const memberLinkInput = z.object({ userId: z.uuid() });
export const accountLinkInput = z.object({ email });
export const resetRequestInput = z.object({ email });
export const setPasswordInput = newPassword
  .extend({ token: z.string().max(200) })
  .refine(isRepeated, NOT_REPEATED);

export const sessionInput = z.object({ sessionId: z.uuid() });
export const addMemberInput = z.object({ email, role: organizationRole });
export const changeMemberRoleInput = z.object({
  userId: z.uuid(),
  /** The role that was shown: a change that someone else made meanwhile is not overwritten unseen. */
  from: organizationRole,
  role: organizationRole,
});
export const transferOwnershipInput = z.object({ userId: z.uuid() });
export const removeMemberInput = z.object({ userId: z.uuid() });

export const identityInput = z.object({
  /** The provider's issuer address. */
  provider: z.string().min(1).max(500),
  subject: z.string().min(1).max(255),
  /** Needed the first time only; something that is no address counts as none. */
  email: email.nullable().catch(null),
  isEmailVerified: z.boolean(),
  name: z.string().transform(cleanName).pipe(z.string().max(PERSON_NAME_LENGTH)).catch(''),
});
export type IdentityInput = z.input<typeof identityInput>;
