// Going on with a party under another code, which who was put out of it does not know.

/** Where a host tells the rest of the party the next code: kept for who is away, and nobody else's to write to. */
export const SUCCESSION_CHANNEL = 'succession';
