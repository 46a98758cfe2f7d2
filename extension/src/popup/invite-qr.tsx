// The invite link as a picture, for the telephone or the computer beside this one. Drawn dark on light in both themes,
// as many readers know nothing else.
import { correction, generate } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';
import { useMemo } from 'preact/hooks';
import { text } from '../ui/text.ts';

/** What has to be left empty around a code (ISO/IEC 18004), in its own squares. */
const QUIET_ZONE = 4;

export function InviteQr({ link }: { readonly link: string }) {
  const { size, path } = useMemo(() => {
    const code = generate(link, { minCorrectionLevel: correction.M });
    return { size: code.size, path: toSvgPath(code) };
  }, [link]);
  const side = size + 2 * QUIET_ZONE;
  return (
    <svg
      class="qr"
      viewBox={`${-QUIET_ZONE} ${-QUIET_ZONE} ${side} ${side}`}
      role="img"
      aria-label={text('partyQr')}
      shape-rendering="crispEdges"
    >
      <path d={path} />
    </svg>
  );
}
