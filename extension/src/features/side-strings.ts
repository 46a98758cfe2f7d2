// Every text of the frame around the features.

export const SIDE_STRINGS = {
  side: 'Party',
  close: 'Close',
  move: 'Move this: drag it, or use the arrow keys',
} as const;
