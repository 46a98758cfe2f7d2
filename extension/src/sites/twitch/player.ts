import { registerPlayer } from '../page-world/register-player.ts';
import { openTwitchPlayer } from './twitch-player.ts';

registerPlayer(openTwitchPlayer);
