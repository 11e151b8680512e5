import { decodeLandmarks } from '../sdk/landmarks';
import type { AffectMessage, Face } from '../sdk/messages';
import topology from './face-mesh-topology.json';

const EDGES: readonly (readonly [number, number])[] = Object.entries(topology.neighbours).flatMap(([from, others]) =>
  (others as number[]).map(to => [Number(from), to] as const),
);
const CONTOURS: readonly (readonly number[])[] = Object.values(topology.contours).flat();
// centre, then four points around it; the subject's right eye first
const IRISES = [468, 473] as const;
const GAZE_LENGTH = 0.55; // of the face's width, for an eye turned by 90 degrees

export interface OverlayStyle {
  mesh: string;
  contour: string;
  gaze: string;
  box: string;
}

/** Where a point of the picture lies on the canvas. */
export type Place = (x: number, y: number) => [number, number];

/** A webcam is shown as in a mirror, so its overlay is too; letters are never mirrored. */
export function placement(
  picture: { width: number; height: number },
  width: number,
  height: number,
  mirrored: boolean,
) {
  const scale = Math.min(width / picture.width, height / picture.height);
  const left = (width - picture.width * scale) / 2;
  const top = (height - picture.height * scale) / 2;
  const place: Place = (x, y) => [left + (mirrored ? picture.width - x : x) * scale, top + y * scale];
  return { place, scale };
}

export function drawFaces(
  context: CanvasRenderingContext2D,
  message: AffectMessage,
  focus: number | null,
  place: Place,
  mirrored: boolean,
  style: OverlayStyle,
): void {
  context.lineJoin = 'round';
  context.lineCap = 'round';
  for (const face of message.faces) {
    const inFocus = face.trackId === focus;
    drawBox(context, face, place, style.box, inFocus);
    if (!face.landmarks) continue;
    const points = decodeLandmarks(face.landmarks);
    const at = (point: number) => place(points[2 * point]!, points[2 * point + 1]!);
    context.globalAlpha = inFocus ? 1 : 0.4;
    drawMesh(context, at, style);
    drawIrises(context, at, style.contour);
    if (face.gaze && inFocus) drawGaze(context, face, at, place, mirrored, style.gaze);
    context.globalAlpha = 1;
  }
}

type At = (point: number) => [number, number];

function drawMesh(context: CanvasRenderingContext2D, at: At, style: OverlayStyle): void {
  context.beginPath();
  for (const [from, to] of EDGES) {
    context.moveTo(...at(from));
    context.lineTo(...at(to));
  }
  context.lineWidth = 0.6;
  context.strokeStyle = style.mesh;
  context.stroke();

  context.beginPath();
  for (const [first, ...others] of CONTOURS) {
    context.moveTo(...at(first!));
    for (const point of others) context.lineTo(...at(point));
  }
  context.lineWidth = 1.5;
  context.strokeStyle = style.contour;
  context.stroke();
}

function drawIrises(context: CanvasRenderingContext2D, at: At, colour: string): void {
  for (const iris of IRISES) {
    const [x, y] = at(iris);
    const [edgeX, edgeY] = at(iris + 1);
    context.beginPath();
    context.arc(x, y, Math.hypot(edgeX - x, edgeY - y), 0, 2 * Math.PI);
    context.lineWidth = 1.25;
    context.strokeStyle = colour;
    context.stroke();
  }
}

function drawGaze(
  context: CanvasRenderingContext2D,
  face: Face,
  at: At,
  place: Place,
  mirrored: boolean,
  colour: string,
): void {
  if (!face.gaze) return;
  const [left] = place(0, 0);
  const [right] = place(face.box[2], 0);
  const length = Math.abs(right - left) * GAZE_LENGTH;
  const radians = Math.PI / 180;
  // yaw turns to image right, which a mirror shows on the left; pitch is positive upwards
  const dx = Math.sin(face.gaze.yaw * radians) * length * (mirrored ? -1 : 1);
  const dy = -Math.sin(face.gaze.pitch * radians) * length;
  for (const iris of IRISES) {
    const [x, y] = at(iris);
    const fade = context.createLinearGradient(x, y, x + dx, y + dy);
    fade.addColorStop(0, colour);
    fade.addColorStop(1, colour + '66');
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + dx, y + dy);
    context.lineWidth = 2.5;
    context.strokeStyle = fade;
    context.stroke();
    context.beginPath();
    context.arc(x + dx, y + dy, 2.5, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.fill();
  }
}

/** Corner brackets rather than a frame: the face stays in view. */
function drawBox(context: CanvasRenderingContext2D, face: Face, place: Place, colour: string, inFocus: boolean): void {
  const [boxX, boxY, boxWidth, boxHeight] = face.box;
  const [x0, y0] = place(boxX, boxY);
  const [x1, y1] = place(boxX + boxWidth, boxY + boxHeight);
  const [left, right] = [Math.min(x0, x1), Math.max(x0, x1)];
  const arm = Math.min(18, (right - left) / 5);
  context.beginPath();
  for (const [x, y, towardsX, towardsY] of [
    [left, y0, 1, 1],
    [right, y0, -1, 1],
    [left, y1, 1, -1],
    [right, y1, -1, -1],
  ] as const) {
    context.moveTo(x + towardsX * arm, y);
    context.lineTo(x, y);
    context.lineTo(x, y + towardsY * arm);
  }
  context.lineWidth = inFocus ? 2 : 1;
  context.strokeStyle = colour;
  context.stroke();
}
