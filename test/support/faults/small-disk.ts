import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A place for a database whose space a test can take away and give back while the service runs. */
export interface SmallDisk {
  readonly folder: string;
  /** From now on nothing grows any more. @param pid of the service */
  fill(pid: number): void;
  free(pid: number): void;
  remove(): void;
}

const MEGABYTES = 24;

/** A file system of its own that is filled to its last block (ENOSPC). Needs the right to mount. */
class SmallFileSystem implements SmallDisk {
  readonly folder = mkdtempSync(join(tmpdir(), 'moovingon-disk-'));

  constructor() {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m`, 'tmpfs', this.folder]);
  }

  fill(): void {
    const file = openSync(this.filler, 'a');
    try {
      for (let size = 65_536; size >= 1; size = size > 1 ? size / 2 : 0) writeUntilFull(file, size);
    } finally {
      closeSync(file);
    }
  }

  free(): void {
    rmSync(this.filler);
  }

  remove(): void {
    execFileSync('umount', ['-l', this.folder]);
    rmSync(this.folder, { recursive: true });
  }

  private get filler(): string {
    return join(this.folder, 'filler');
  }
}

function writeUntilFull(file: number, size: number): void {
  const block = Buffer.alloc(size, 1);
  try {
    for (;;) writeSync(file, block);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOSPC') throw error;
  }
}

/** A limit on the size of the files that the process writes (EFBIG), as a quota is. */
class LimitedFiles implements SmallDisk {
  readonly folder = mkdtempSync(join(tmpdir(), 'moovingon-disk-'));

  fill(pid: number): void {
    const sizes = ['test.db', 'test.db-wal'].map((name) => statSync(join(this.folder, name), { throwIfNoEntry: false })?.size ?? 0);
    execFileSync('prlimit', ['--pid', String(pid), `--fsize=${Math.min(...sizes)}:`]);
  }

  free(pid: number): void {
    execFileSync('prlimit', ['--pid', String(pid), '--fsize=unlimited:']);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** The ways that this machine offers, by name. */
export function smallDisks(): (readonly [name: string, make: () => SmallDisk])[] {
  return [
    ...(mayMount() ? [['a full file system', () => new SmallFileSystem()] as const] : []),
    ...(spawnSync('prlimit', ['--version']).status === 0 ? [['a limit on the size of files', () => new LimitedFiles()] as const] : []),
  ];
}

function mayMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), 'moovingon-mount-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0;
  if (mounted) execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true });
  return mounted;
}
