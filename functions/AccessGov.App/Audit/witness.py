#!/usr/bin/env python3
"""A witness for one transparency log. Needs Python 3.9 and openssl 3, no packages, no network, nothing of AccessGov.

    python3 witness.py FOLDER <request >reply

FOLDER holds what came on paper or was made here:
    log.txt       the log's key, one line: NAME+ID+BASE64 (compare ID with the paper)
    name.txt      optional: this witness's name, and with it
    witness.pem   its Ed25519 key (openssl genpkey -algorithm ed25519 -out witness.pem); then the reply is a cosignature
and what this program remembers: newest, accepted-*, refused-*. The folder is the memory: it belongs into no backup and is never
restored from one. Run it once at a time. Send the reply back as an attachment, never in the text of a mail: the dash that a
signature line begins with does not survive Japanese encodings. Whatever is refused: telephone the audit office, not the sender.

Exit codes: 0 accepted, 3 refused. The last line on the error stream begins with the status: 200 400 403 404 409 422.
"""
import base64, hashlib, os, re, subprocess, sys, time

NUMBER = rb'(0|[1-9][0-9]{0,15})'
LARGEST = 2 ** 53 - 1


class Refused(Exception):
    """What is said, and the size to tell where the protocol wants it."""


def sha(data):
    return hashlib.sha256(data).digest()


def strict64(text, length=None):
    """Base64 in the one spelling that an encoder writes."""
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data) != text or (length is not None and len(data) != length):
        raise ValueError('base64')
    return data


def checkpoint(note):
    """The signed text, its origin, size and root, and the signature lines."""
    cut = note.rindex(b'\n\n')
    text, lines = note[:cut + 1], note[cut + 2:]
    found = re.fullmatch(rb'([^\n]+)\n' + NUMBER + rb'\n([A-Za-z0-9+/]{43}=)\n', text)
    if not found or int(found[2]) > LARGEST or not lines.endswith(b'\n'):
        raise ValueError('no checkpoint')
    signatures = []
    for line in lines[:-1].split(b'\n'):
        mark, name, blob = line.split(b' ')
        if mark != '\u2014'.encode():
            raise ValueError('no signature line')
        signatures.append((name, strict64(blob)))
    return text, found[1], int(found[2]), strict64(found[3], 32), signatures


def request(body):
    """The old size, the proof and the note."""
    head, note = body.split(b'\n\n', 1)
    first, *rest = head.split(b'\n')
    old = re.fullmatch(rb'old ' + NUMBER, first)
    if not old or int(old[1]) > LARGEST or len(rest) > 63:
        raise ValueError('no request')
    return int(old[1]), [strict64(line, 32) for line in rest], note


def grew(old, new, old_root, new_root, proof):
    """RFC 9162, 2.1.4.2: both roots come out of one proof, or the log was written anew."""
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof
    if old & (old - 1) == 0:
        proof = [old_root] + proof
    if not proof:
        return False
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    was = becomes = proof[0]
    for sibling in proof[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            was, becomes = sha(b'\x01' + sibling + was), sha(b'\x01' + sibling + becomes)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            becomes = sha(b'\x01' + becomes + sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and was == old_root and becomes == new_root


def openssl(*words, **more):
    return subprocess.run(['openssl', *words], capture_output=True, **more)


class Folder:
    def __init__(self, path):
        self.path = path

    def at(self, name):
        return os.path.join(self.path, name)

    def read(self, name):
        try:
            with open(self.at(name), 'rb') as file:
                return file.read()
        except FileNotFoundError:
            return None

    def keep(self, name, data):
        """On the disk before anything is answered."""
        with open(self.at(name + '.part'), 'wb') as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(self.at(name + '.part'), self.at(name))

    def holds(self, key, signature, text):
        """Whether a signature of the log holds: type 02, ECDSA P-256 in DER."""
        self.keep('key.der', key)
        self.keep('signature', signature)
        return openssl('dgst', '-sha256', '-keyform', 'DER', '-verify', self.at('key.der'), '-signature', self.at('signature'),
                       input=text).returncode == 0

    def cosign(self, text):
        """A cosignature of type 04: Ed25519 over the time and the whole text."""
        name, now = self.read('name.txt').strip(), int(time.time())
        self.keep('tosign', b'cosignature/v1\ntime %d\n' % now + text)
        public = openssl('pkey', '-in', self.at('witness.pem'), '-pubout', '-outform', 'DER').stdout[-32:]
        signature = openssl('pkeyutl', '-sign', '-rawin', '-inkey', self.at('witness.pem'), '-in', self.at('tosign')).stdout
        if len(public) != 32 or len(signature) != 64:
            raise SystemExit('witness.pem is no Ed25519 key')
        blob = sha(name + b'\n\x04' + public)[:4] + now.to_bytes(8, 'big') + signature
        return '\u2014 '.encode() + name + b' ' + base64.b64encode(blob) + b'\n'


def decide(folder, body):
    """Checks in the order of the protocol: the first that fails is the answer."""
    origin, key_id, material = folder.read('log.txt').strip().removeprefix(b'log ').split(b'+', 2)
    material = base64.b64decode(material)
    if material[:1] != b'\x02' or sha(material[1:])[:4].hex().encode() != key_id:
        raise SystemExit('log.txt is no key of type 02')
    try:
        old, proof, note = request(body)
        text, of, size, root, signatures = checkpoint(note)
    except ValueError:
        raise Refused('400 malformed') from None
    if of != origin:
        raise Refused('404 not the log that is watched here')
    own = [blob[4:] for name, blob in signatures if name == origin and blob[:4] == sha(material[1:])[:4]]
    if not own or not all(folder.holds(material[1:], signature, text) for signature in own):
        raise Refused('403 not signed by the key that came on paper')
    newest = folder.read('newest')
    known, known_root = checkpoint(newest)[2:4] if newest else (0, sha(b''))
    if old > size:
        raise Refused('400 the old size lies beyond the checkpoint')
    if old != known:
        raise Refused(f'409 known here: {known}. If the log has fewer, IT WAS ROLLED BACK OR CUT', known)
    if size == 0 and root != sha(b''):
        raise Refused('422 no root of an empty log')
    if not grew(known, size, known_root, root, proof):
        raise Refused(f'422 it did not grow out of the {known} entries known here: IT WAS WRITTEN ANEW')
    return text, size, root, note


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    folder, body = Folder(sys.argv[1]), sys.stdin.buffer.read()
    try:
        text, size, root, note = decide(folder, body)
    except Refused as refused:
        folder.keep(f'refused-{time.time_ns()}', body)
        if len(refused.args) > 1:
            print(refused.args[1])
        print(refused.args[0], file=sys.stderr)
        return 3
    folder.keep(f'accepted-{size:016d}-{time.time_ns()}', note)
    folder.keep('newest', note)
    if folder.read('name.txt') is not None:
        sys.stdout.buffer.write(folder.cosign(text))
    print(f'200 {size} {root.hex()}', file=sys.stderr)
    return 0


if __name__ == '__main__':
    sys.exit(main())
