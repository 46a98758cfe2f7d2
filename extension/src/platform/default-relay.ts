// Where parties live unless a person says otherwise: decided when the extension is built, known here alone.

/** An origin, such as `https://relay.example.org`. */
export const DEFAULT_RELAY: string = __RELAY_URL__;
