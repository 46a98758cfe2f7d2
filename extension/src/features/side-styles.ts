// The style sheet of the frame around the features, and theirs.
import emojiStyles from '../ui/emoji/emoji.css';
import { FEATURES } from './index.ts';
import styles from './side.css';

export const SIDE_STYLES = [styles, emojiStyles, ...FEATURES.map((feature) => feature.styles)].join('\n');
