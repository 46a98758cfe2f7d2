// A picture for the overlay to lie on: bright and dark parts, so that bad contrast shows. Drawn, hence free.

/** A data address of a landscape at dusk, 1280 × 720. */
export function drawFilm(document: Document): string {
  const canvas = document.createElement('canvas');
  canvas.width = 1280;
  canvas.height = 720;
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('this browser draws no canvas');
  const sky = pen.createLinearGradient(0, 0, 0, 720);
  sky.addColorStop(0, '#f7d9a8');
  sky.addColorStop(0.5, '#d98a6c');
  sky.addColorStop(1, '#3b2a4d');
  pen.fillStyle = sky;
  pen.fillRect(0, 0, 1280, 720);
  pen.fillStyle = '#fff6df';
  pen.beginPath();
  pen.arc(640, 210, 120, 0, 2 * Math.PI);
  pen.fill();
  for (const [colour, base, height, step] of HILLS) {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.moveTo(0, 720);
    for (let x = 0; x <= 1280; x += 8) pen.lineTo(x, base - height * Math.sin(x / step) ** 2);
    pen.lineTo(1280, 720);
    pen.fill();
  }
  return canvas.toDataURL('image/jpeg', 0.85);
}

const HILLS: readonly (readonly [colour: string, base: number, height: number, step: number])[] = [
  ['#6d4a63', 520, 130, 190],
  ['#432f4f', 610, 110, 130],
  ['#1d1830', 690, 90, 90],
];
