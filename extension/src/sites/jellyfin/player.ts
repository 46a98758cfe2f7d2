import { registerPlayer } from '../page-world/register-player.ts';
import { openConvertedVideo } from './converted-video.ts';

registerPlayer(openConvertedVideo);
