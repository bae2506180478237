// Installs what the provider stands on, as the lock beside this file says, once into a folder of the build, and runs a script there.
// node start.mjs FOLDER SCRIPT ARGUMENTS…
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [folder, script] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const [turn, mark] = [join(folder, 'turn'), join(folder, 'installed')];
mkdirSync(folder, { recursive: true });

// One at a time; a turn that was cut off is over after two minutes.
for (;;) {
  try {
    mkdirSync(turn);
    break;
  } catch {
    if (Date.now() - (statSync(turn, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 120_000) rmSync(turn, { recursive: true });
    await rest(50);
  }
}
try {
  const lock = readFileSync(join(here, 'package-lock.json'), 'utf8');
  for (const file of ['package.json', 'package-lock.json', 'server.mjs', 'forger.mjs']) copyFileSync(join(here, file), join(folder, file));
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== lock) {
    const words = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
    execFileSync('npm', words, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    writeFileSync(mark, lock);
  }
} finally {
  rmSync(turn, { recursive: true });
}
process.argv.splice(1, 2);
await import(pathToFileURL(join(folder, script)).href);
