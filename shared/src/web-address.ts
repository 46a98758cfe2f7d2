// PURE. Addresses that come from somebody else: of the web, and such that everything that is shown of them can be read.
import * as v from 'valibot';

/** In browsers and in Node alike; what is shared is compiled with the types of neither. */
declare const URL: { canParse(text: string): boolean };

/** As long as browsers and servers bear. */
export const MAX_ADDRESS_CHARS = 2_048;

/** What only begins as one (`https://`) breaks whoever takes it apart. */
export const webAddressSchema = v.pipe(
  v.string(),
  v.maxLength(MAX_ADDRESS_CHARS),
  v.regex(/^https?:\/\//),
  v.check((text) => URL.canParse(text)),
);
