// Runs Azurite until whoever started it is gone: a killed test run leaves no server behind. SIGTERM lets it write what it holds.
process.stdin.resume();
process.stdin.on('end', () => {
  process.emit('SIGTERM');
  setTimeout(() => process.exit(0), 3000).unref();
});
require(process.env.AZURITE || 'azurite/dist/src/azurite.js');
