// What one of the queue shows: a small picture, or the first letter of its site. Drawn on a canvas, as the page's policy
// may forbid images that are no addresses.

import { SMALL_PICTURE } from '@sameframe/shared/small-picture.ts';
import { useEffect, useRef } from 'preact/hooks';
import type { QueueItem } from './channel.ts';

export function QueuePicture({ item: { url, picture } }: { readonly item: QueueItem }) {
  return picture === undefined ? (
    <span class="queue-picture" aria-hidden="true">
      {letterOf(url)}
    </span>
  ) : (
    <Drawn picture={picture} />
  );
}

function Drawn({ picture }: { readonly picture: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let isGone = false;
    const draw = async () => {
      const file = Uint8Array.from(atob(picture), (char) => char.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([file], { type: SMALL_PICTURE.type }));
      if (!isGone) canvas.current?.getContext('2d')?.drawImage(bitmap, 0, 0);
      bitmap.close();
    };
    // What only looks like a picture stays an empty place.
    draw().catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [picture]);
  const { width, height } = SMALL_PICTURE;
  return (
    <span class="queue-picture" aria-hidden="true">
      <canvas ref={canvas} width={width} height={height} />
    </span>
  );
}

function letterOf(url: string): string {
  return (new URL(url).hostname.replace(/^www\./, '')[0] ?? '').toUpperCase();
}
