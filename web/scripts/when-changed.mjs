// Runs a command only when its inputs changed since it last succeeded, so that a second Maven build is fast.
//
//   node scripts/when-changed.mjs --stamp FILE --output FILE INPUT... -- COMMAND ARGUMENT...
//
// The stamp holds one hash over the names and bytes of all inputs, and the command itself.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const separator = process.argv.indexOf('--', 2);
const options = process.argv.slice(2, separator);
const command = process.argv.slice(separator + 1);
const stamp = take('--stamp');
const output = take('--output');

function take(name) {
  const at = options.indexOf(name);
  if (separator < 0 || at < 0) {
    console.error(`when-changed: ${name} is missing. Maybe see the comment at the top of the script.`);
    process.exit(2);
  }
  return options.splice(at, 2)[1];
}

function filesUnder(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap(name => filesUnder(join(path, name)));
}

const hash = createHash('sha256').update(command.join(' '));
for (const file of options.flatMap(filesUnder)) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
const wanted = hash.digest('hex');

if (existsSync(stamp) && existsSync(output) && readFileSync(stamp, 'utf8') === wanted) {
  console.log(`up to date: ${command.join(' ')}`);
} else {
  // npm is a script on Windows, and only a shell starts it there
  const done = spawnSync(command[0], command.slice(1), { stdio: 'inherit', shell: process.platform === 'win32' });
  if (done.error) console.error(`cannot start ${command[0]}: ${done.error.message}. Maybe install Node 20 with npm.`);
  if (done.status !== 0) process.exit(done.status ?? 1);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}
