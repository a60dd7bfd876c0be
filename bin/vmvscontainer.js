#!/usr/bin/env node
// Written so that a Node too old for the program can still parse it and say so.
var words = process.argv.slice(2);
var modules = process.getBuiltinModule ? process.getBuiltinModule('module') : {};
if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`vmvscontainer needs Node 20 or newer; this is ${process.version}. See https://nodejs.org`);
  process.exitCode = 1;
} else if (words.length === 1 && (words[0] === '--version' || words[0] === '-v')) {
  import('../dist/version.js').then((built) => console.log(built.version));
} else {
  // Raw from the first moment, so that keys pressed before the first frame are neither echoed nor lost.
  if (
    words.every((word) => word === '--yes') &&
    process.stdin.isTTY &&
    process.stdout.isTTY &&
    process.env.TERM !== 'dumb'
  ) {
    process.stdin.setRawMode(true);
  }
  // Node 22 and newer keep the compiled program between starts.
  if (modules.enableCompileCache) modules.enableCompileCache();
  import('../dist/main.js');
}
