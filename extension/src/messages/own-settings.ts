// What a person has set for the pages of their parties and for the popup: kept by the background, followed by both.

/** Where the background keeps them in the browser's storage, as an item with a version and a value. */
export const SETTINGS_KEY = 'settings';

/** Over a film `system` is dark, as light surfaces glare there. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/**
 * What is told in passing, seen or read out: all that members do, only who comes and goes, or nothing. What went wrong, and
 * what is asked, is always told.
 */
export const ANNOUNCEMENTS = ['all', 'people', 'nothing'] as const;
export type Announcements = (typeof ANNOUNCEMENTS)[number];

export interface PageSettings {
  /** How late what the person sees and hears comes, in ms. */
  readonly outputDelayMs: number;
  readonly theme: Theme;
  readonly announcements: Announcements;
}
