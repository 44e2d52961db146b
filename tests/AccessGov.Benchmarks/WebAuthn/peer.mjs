// Verifies the ceremonies of a file with @simplewebauthn/server, one after the other. A line of standard input names a kind; a line of
// standard output tells how many of that kind were verified, and in what time. Ends with its input.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { SettingsService, verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';

const lines = readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
const party = lines.shift();
SettingsService.setRootCertificates({ identifier: 'packed', certificates: [party.root] });

const asked = (c) => ({
  // Parsed here: a server gets text.
  response: JSON.parse(c.answer),
  expectedChallenge: c.challenge,
  expectedOrigin: party.origin,
  expectedRPID: party.rpId,
  requireUserVerification: true,
});
const verify = (c) =>
  c.kind === 'assertion'
    ? verifyAuthenticationResponse({
        ...asked(c),
        credential: { id: c.id, publicKey: new Uint8Array(Buffer.from(c.publicKey, 'base64url')), counter: c.counter },
      })
    : verifyRegistrationResponse(asked(c));

for await (const kind of createInterface({ input: process.stdin })) {
  let verified = 0;
  let why = '';
  const [began, spent] = [process.hrtime.bigint(), process.cpuUsage()];
  for (const c of lines)
    if (c.kind === kind)
      try {
        if ((await verify(c)).verified) verified++;
        else why = 'not verified';
      } catch (e) {
        why = e.message;
      }
  const cpu = process.cpuUsage(spent);
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  console.log(JSON.stringify({ verified, why, seconds, cpuSeconds: (cpu.user + cpu.system) / 1e6 }));
}
