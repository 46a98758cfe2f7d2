// The bounds of a message. Rates and capacities are the relay's configuration, not the protocol.

/** A sealed body on the log, in characters of base64url: 6 KB of JSON is ample for any kind we have. */
export const MAX_BODY_CHARS = 8_192;
/** Presence goes to everybody several times a second: it must be small. */
export const MAX_PRESENCE_CHARS = 1_024;
/** What somebody who waits to be let in says of themselves, sealed. */
export const MAX_HELLO_CHARS = 1_024;
/** One inbound Socket.IO packet, in bytes; larger frames close the connection before they are parsed. */
export const MAX_PACKET_BYTES = 16_384;
/** And of how many values: each takes some 40 bytes of memory, and 16 KB of `[]` would be 0.2 MB. */
export const MAX_PACKET_VALUES = 256;
/** Requests of one connection that wait for those before them. Members have a dozen under way at most. */
export const MAX_WAITING_REQUESTS = 256;
/** nonce (12) and tag (16) make 38 characters; anything shorter cannot be sealed. */
export const MIN_BODY_CHARS = 38;
/** A member's chosen name, in code points, after cleaning. */
export const MAX_NAME_CHARS = 40;
/** Before it is made fit to be seen. */
export const MAX_RAW_NAME_CHARS = 160;
/** In a crowd the others are only counted: a list of thousands, sent to thousands, helps nobody. */
export const MAX_LISTED_MEMBERS = 200;
/** How far ahead a start may be scheduled (`leadMs`). */
export const MAX_LEAD_MS = 3_000;
/** How far back an act may be dated by its actor; a worse clock than that harms nobody (SPEC PB3). */
export const MAX_ACT_AGE_MS = 2_000;
/** The longest that one hold may make the party wait. */
export const MAX_HOLD_MS = 60_000;
/** Events that a log named by `retain.log` keeps when no checkpoint allows to keep fewer. */
export const MAX_RETAINED_PER_LOG = 500;
/** Keys that one member may keep in one channel with `retain: last`. */
export const MAX_RETAINED_KEYS = 16;
/** Channels for which a party may say who writes them. */
export const MAX_GRANTS = 32;
