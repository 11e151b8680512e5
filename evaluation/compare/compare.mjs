// Runs @vladmandic/human and Attune over the same clip and the same labelled stills, one after the other, one thread
// each, and prints one JSON object. Usage and what is compared: README.md beside this file.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const HUMAN = join(here, 'node_modules/@vladmandic/human');
const NAMES = { angry: 'anger', disgust: 'disgust', fear: 'fear', happy: 'joy', sad: 'sadness', surprise: 'surprise', neutral: 'neutral' };
const LABELS = { happiness: 'joy', happy: 'joy', angry: 'anger', sad: 'sadness', fearful: 'fear' };
const FRAMES = 125; // as many as `attune bench` keeps
const WARM_UP = 20;

const options = parse(process.argv.slice(2));
const result = { machine: `${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}`, loadAverage: loadavg()[0], human: JSON.parse(readFileSync(join(HUMAN, 'package.json'), 'utf8')).version };
const human = await start();
if (options.clip) result.speed = await speed(options.clip);
if (options.stills) result.faces = await faces(options.stills);
for (const index of options.labelled) (result.labelled ??= []).push(await labelled(index));
console.log(JSON.stringify(result, null, 2));

function parse(words) {
  const read = { labelled: [], stills: [] };
  for (let i = 0; i < words.length; i += 2) {
    const [name, value] = [words[i], words[i + 1]];
    if (value === undefined) fail(`${name} needs a value`);
    if (name === '--clip') read.clip = value;
    else if (name === '--stills') read.stills = value.split(',');
    else if (name === '--labelled') read.labelled.push(value);
    else if (name === '--attune') read.attune = value.split(' ');
    else fail(`unknown option ${name}. Maybe one of: --clip FILE, --stills A,B, --labelled INDEX.csv, --attune COMMAND`);
  }
  read.attune ??= [resolve(here, '../../attune')];
  return read;
}

function fail(message) {
  console.error(`compare: ${message}`);
  process.exit(2);
}

/** Human with its own defaults for faces; what Attune does not read (body, hands, description) is off. */
async function start() {
  const wasm = require('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(join(here, 'node_modules/@tensorflow/tfjs-backend-wasm/dist/'));
  wasm.setThreadsCount(1);
  const models = join(HUMAN, 'models');
  // models are files here: Human asks for them by fetch
  const network = globalThis.fetch;
  globalThis.fetch = async (url, init) => String(url).startsWith('file://') ? new Response(readFileSync(fileURLToPath(String(url)))) : network(url, init);
  const { Human } = require(join(HUMAN, 'dist/human.node-wasm.js'));
  const started = new Human({
    backend: 'wasm', modelBasePath: `file://${models}/`, debug: false, async: false, wasmPlatformFetch: false, cacheSensitivity: 0,
    filter: { enabled: false }, gesture: { enabled: false }, body: { enabled: false }, hand: { enabled: false }, object: { enabled: false }, segmentation: { enabled: false },
    face: { enabled: true, detector: { maxDetected: 10, rotation: true, return: false }, mesh: { enabled: true }, iris: { enabled: true }, emotion: { enabled: true, minConfidence: 0 }, description: { enabled: false }, antispoof: { enabled: false }, liveness: { enabled: false } },
  });
  await started.tf.setBackend('wasm');
  await started.tf.ready();
  await started.load();
  return started;
}

/** Raw RGB pixels: one picture, or the first frames of a clip scaled to 640 wide. */
function pixels(file, count) {
  const probe = JSON.parse(execFileSync('ffprobe', ['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'stream=width,height', '-of', 'json', file]));
  const { width, height } = probe.streams[0];
  const raw = execFileSync('ffmpeg', ['-v', 'error', '-i', file, '-frames:v', String(count), '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'], { maxBuffer: 2 ** 31 - 1 });
  const size = width * height * 3;
  return { width, height, frames: Array.from({ length: Math.floor(raw.length / size) }, (_, i) => raw.subarray(i * size, (i + 1) * size)) };
}

async function read(frame, width, height) {
  const tensor = human.tf.tensor3d(new Uint8Array(frame), [height, width, 3], 'int32');
  const answer = await human.detect(tensor);
  human.tf.dispose(tensor);
  if (answer.error) throw new Error(answer.error);
  return answer.face;
}

async function speed(clip) {
  const { width, height, frames } = pixels(clip, FRAMES);
  for (let i = 0; i < WARM_UP; i++) await read(frames[i % frames.length], width, height);
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  let withFace = 0;
  for (const frame of frames) if ((await read(frame, width, height)).length > 0) withFace++;
  const seconds = (performance.now() - before) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  const attune = spawnSync(options.attune[0], [...options.attune.slice(1), 'bench', '--clip', clip, '--rounds', '1', '--no-starts'], { encoding: 'utf8' });
  if (attune.status !== 0) throw new Error(attune.stderr);
  const figure = (name) => Number(attune.stdout.match(new RegExp(`^${name} +([0-9.]+)`, 'm'))?.[1]);
  const ofHuman = frames.length / ((cpu.user + cpu.system) / 1e6);
  const ofAttune = figure('frames/s, per second of one core');
  return {
    clip: clip.split('/').pop(), width, height, frames: frames.length,
    human: { framesWithFace: withFace, framesPerSecondWall: frames.length / seconds, framesPerCpuSecond: ofHuman },
    attune: { framesWithOneFace: figure('frames with exactly one face'), framesPerSecondWall: figure('frames/s, wall clock'), framesPerCpuSecond: ofAttune },
    ratioPerCpuSecond: ofAttune / ofHuman,
  };
}

async function faces(stills) {
  const found = [];
  for (const still of stills) {
    const { width, height, frames } = pixels(still, 1);
    const folder = mkdtempSync(join(tmpdir(), 'attune-compare-'));
    try {
      const run = spawnSync(options.attune[0], [...options.attune.slice(1), 'analyze', still, '--out', folder, '--no-thumbnails'], { encoding: 'utf8' });
      if (run.status !== 0) throw new Error(run.stderr);
      const done = run.stdout.split('\n').filter((line) => line.includes('"done"')).map((line) => JSON.parse(line))[0];
      found.push({ still: still.split('/').pop(), human: (await read(frames[0], width, height)).length, attune: done.people });
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return found;
}

/** Of several faces the largest counts; no face is an error, for both. */
async function labelled(index) {
  const rows = readFileSync(index, 'utf8').replace(/^\uFEFF/, '').split(/\r?\n/).slice(1).filter(Boolean).map((line) => line.split(','));
  let correct = 0;
  let none = 0;
  for (const [file, label] of rows) {
    const { width, height, frames } = pixels(resolve(dirname(index), file), 1);
    const face = (await read(frames[0], width, height)).sort((a, b) => b.box[2] * b.box[3] - a.box[2] * a.box[3])[0];
    if (!face?.emotion?.length) none++;
    else if (NAMES[face.emotion.sort((a, b) => b.score - a.score)[0].emotion] === (LABELS[label.toLowerCase()] ?? label.toLowerCase())) correct++;
  }
  const run = spawnSync(options.attune[0], [...options.attune.slice(1), 'evaluate', 'expressions', '--data', index, '--threads', '1'], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (run.status !== 0) throw new Error(run.stderr);
  const attune = JSON.parse(run.stdout);
  return {
    dataSetSha256: attune.dataSetSha256, n: rows.length,
    human: { accuracy: correct / rows.length, noFace: none },
    attune: { accuracy: attune.accuracy, interval95: attune.intervals95.accuracy, noFace: attune.noFace },
  };
}
