// Tests have no browser to take texts from: there they are the English ones.

import { standInTexts } from '../../extension/src/ui/testing/stand-in-texts.ts';
import MESSAGES from '../../extension/static/_locales/en/messages.json' with { type: 'json' };

standInTexts(MESSAGES);
