// Runs Azurite until whoever started it is gone: a killed test run leaves no server behind.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
require(process.env.AZURITE || 'azurite/dist/src/azurite.js');
