// The panels with nothing beside the film: the features are not the overlay's.
import { createPanels } from '../panels.ts';

export const PANELS = createPanels({ styles: '', openSide: () => ({ setOpen: () => undefined }) });
