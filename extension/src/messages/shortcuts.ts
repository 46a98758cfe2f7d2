/**
 * The keyboard command of the manifest that opens the panel beside the film, and closes it. Its keys are free in both
 * browsers: Firefox opens its menus also with Shift (Alt+Shift+S: History), in Chromium Alt+Shift with C, P or W is taken.
 */
export const TOGGLE_PANEL = 'toggle-panel';
