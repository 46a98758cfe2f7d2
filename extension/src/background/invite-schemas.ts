// What of an invite is kept in the browser's storage, parsed when it is found again.
import type { PartyCode } from '@sameframe/shared/code.ts';
import * as v from 'valibot';

/** As it is kept: without dashes, in one spelling. */
export const partyCodeSchema = v.pipe(
  v.string(),
  v.regex(/^[0-9A-HJKMNP-TV-Z]{20}$/),
  v.transform((text) => text as PartyCode),
);

/** Origin of a relay. */
export const relaySchema = v.pipe(v.string(), v.regex(/^https?:\/\/[^\s/]+$/));
