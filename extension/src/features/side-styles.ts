// The style sheet of the frame around the features, and theirs.
import { FEATURES } from './index.ts';
import styles from './side.css';

export const SIDE_STYLES = [styles, ...FEATURES.map((feature) => feature.styles)].join('\n');
