// What both worlds' halves agree on where the page is asked for programme time. All that crosses is text, and the page may
// have forged it.

/** Event on the element, from our world to the page's; no detail. */
export const ASK_PROGRAMME_EVENT = 'sameframe-programme';
/** Event on the document, back within the same turn; its detail is programme time − own seconds, s, as JSON, or `null`. */
export const TELL_PROGRAMME_EVENT = 'sameframe-programme-told';
