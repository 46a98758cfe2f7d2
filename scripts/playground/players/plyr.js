import Plyr from 'plyr';
import 'plyr/dist/plyr.css';

// Its icons and its empty film come from its maker's network, where no test goes.
globalThis.player = new Plyr('video', { loadSprite: false, iconUrl: '', blankVideo: '' });
