#!/usr/bin/env node
/*
 * Starts the command line. This file alone must parse on old versions of Node, so that they get a sentence instead of a
 * syntax error: no syntax younger than 2018, no static imports.
 */
var required = { major: 22, minor: 18 };
var found = process.versions.node.split('.').map(Number);
var isOld = found[0] < required.major || (found[0] === required.major && found[1] < required.minor);

if (isOld) {
  process.stderr.write(
    'tidelog needs Node ' +
      required.major +
      '.' +
      required.minor +
      ' or newer; this is ' +
      process.versions.node +
      ' (' +
      process.execPath +
      '). Install a newer one from https://nodejs.org, or put it first in PATH.\n',
  );
  process.exitCode = 1;
} else {
  // libuv reads this when the first call goes to its thread pool, which no module has made yet. Half of the threads may be
  // in a sync at any time, so four would leave reads behind slow disks [SIM-5].
  if (process.env.UV_THREADPOOL_SIZE === undefined) {
    process.env.UV_THREADPOOL_SIZE = '16';
  }
  void start();
}

/*
 * From a checkout the sources run as they are. TIDELOG_DIST=1 takes what `npm run build` made of them instead, as an
 * installed package does, which has no sources.
 */
async function start() {
  const { enableCompileCache } = await import('node:module');
  enableCompileCache();
  const { existsSync } = await import('node:fs');
  const source = new URL('../src/cli/main.ts', import.meta.url);
  const compiled = new URL('../dist/src/cli/main.js', import.meta.url);
  const wantsCompiled = process.env.TIDELOG_DIST === '1' || !existsSync(source);
  if (wantsCompiled && !existsSync(compiled)) {
    process.stderr.write(
      `tidelog: there is no compiled program at ${compiled.pathname}; run npm run build\n`,
    );
    process.exitCode = 1;
    return;
  }
  await import(wantsCompiled ? compiled.href : source.href);
}
