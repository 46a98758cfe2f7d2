// Composition root of the panels' bundle: hands them to the content script of the same frame.
import { PANELS } from '../overlay/panels.ts';

globalThis.sameframePanels = PANELS;
