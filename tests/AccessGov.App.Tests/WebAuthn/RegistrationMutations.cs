using System.Security.Cryptography;
using AccessGov.App.WebAuthn.Wire;
using AccessGov.Sandbox.Authenticators;
using M = AccessGov.App.Tests.WebAuthn.Mutation<AccessGov.Sandbox.Authenticators.RegistrationDraft>;

namespace AccessGov.App.Tests.WebAuthn;

/// <summary>How the making of a key goes wrong.</summary>
internal static class RegistrationMutations
{
    private const string Key = "public-key-malformed",
        Data = "authenticator-data-malformed",
        Object = "attestation-object-malformed",
        Statement = "statement-invalid",
        Chain = "chain-untrusted";

    public static IReadOnlyList<M> All(KeyWorld world) =>
        [
            .. ClientDataMutations.All<RegistrationDraft>(
                d => d.ClientData,
                (d, b) => d.ClientDataJson = b,
                d => d.ClientDataJson,
                "webauthn.get"
            ),
            .. ClientDataMutations.OnTheWay<RegistrationDraft>((d, b) => d.ClientDataJson = b, d => d.ClientDataJson),
            .. AuthDataMutations.All<RegistrationDraft>(d => d.AuthData),
            .. Keys(),
            .. OnTheWay(),
            .. Statements(world),
            .. Certificates(world),
        ];

    private static IEnumerable<M> Keys() =>
        [
            new("new key: missing", Data, (d, _) => (d.AuthData.Flags, d.AuthData.Aaguid) = (5, null)),
            new("new key: there and not announced", Data, (d, _) => d.AuthData.Flags = 5),
            new("new key: announced and missing", Data, (d, _) => d.AuthData.Aaguid = null),
            new("new key: a wrong length of the id", $"{Data} {Object}", (d, r) => d.AuthData.IdLength = (ushort)r.Next(49, 65536)),
            new("new key: an id of no bytes", "id-length", (d, _) => d.AuthData.CredentialId = []),
            new("new key: an id above 1023 bytes", "id-length", (d, r) => d.AuthData.CredentialId = new byte[r.Next(1024, 4000)]),
            new("new key: the answer names another id", "id-differs", (d, _) => d.Id = d.RawId = "AAEC"),
            new(
                "new key: id and raw id differ",
                "id-differs",
                (d, r) => (d.Id, d.RawId) = r.Pick(("AAEC", (string?)null), ("", null), (null, "AAEC"))
            ),
            new("new key: of another curve than its algorithm", Key, (d, r) => d.AuthData.PublicKey = OtherCurve(r)),
            new("new key: of an algorithm that says another", Key, (d, r) => d.AuthData.PublicKey = OtherAlgorithm(d, r)),
            new("new key: of an algorithm that was not offered", "algorithm-not-offered", (d, r) => d.AuthData.PublicKey = Unoffered(r)),
            new("new key: a point on no curve", Key, (d, r) => d.AuthData.PublicKey = NoPoint(d, r)),
            new("new key: in another writing", $"{Key} {Data}", (d, r) => d.AuthData.PublicKey = Rewritten(d, r)),
            new("new key: cut", $"{Key} {Data}", (d, r) => d.AuthData.PublicKey = r.Cut(d.AuthData.PublicKey)),
            new("new key: something follows", Data, (d, r) => d.AuthData.PublicKey = r.Grow(d.AuthData.PublicKey)),
            new(
                "new key: another model than its certificate",
                "model-unknown statement-invalid",
                (d, _) => d.AuthData.Aaguid = Guid.NewGuid()
            ),
            new("new key: no model", "model-unknown statement-invalid", (d, _) => d.AuthData.Aaguid = Guid.Empty),
        ];

    private static IEnumerable<M> OnTheWay() =>
        [
            new("on the way: a bit of the attestation object", "", After: (d, r) => d.AttestationObject = r.Flip(d.AttestationObject)),
            new("on the way: the attestation object is cut", Object, After: (d, r) => d.AttestationObject = r.Cut(d.AttestationObject)),
            new("on the way: something follows it", Object, After: (d, r) => d.AttestationObject = r.Grow(d.AttestationObject)),
            new(
                "on the way: it is written in another way",
                Object,
                After: (d, r) => d.AttestationObject = Turn.Lax(d.AttestationObject, r)
            ),
            new("on the way: it is something else", Object, After: (d, r) => d.AttestationObject = Turn.Deep(r.Next(1, 3000))),
            new("on the way: a bit of authenticator data", "", After: (d, r) => d.AuthDataBytes = r.Flip(d.AuthDataBytes)),
            new("on the way: authenticator data is cut", "", After: (d, r) => d.AuthDataBytes = r.Cut(d.AuthDataBytes)),
            new("on the way: another counter", Statement, After: (d, r) => d.AuthData.Counter = (uint)r.Next(2, 99)),
            new("on the way: PIN is claimed", Statement, (d, _) => d.AuthData.Flags &= 0xFB, (d, _) => d.AuthData.Flags |= 4),
            .. AnswerMutations.All<RegistrationDraft>((d, finish) => d.Finish = finish, "attestationObject"),
        ];

    private static IEnumerable<M> Statements(KeyWorld world) =>
        [
            new(
                "statement: another format",
                "format-not-allowed attestation-none",
                After: (d, r) => d.Format = r.Pick("none", "Packed", "", "tpm", "apple", "android-key", "fido-u2f", "compound", "packed ")
            ),
            new("statement: none", "attestation-none", (d, _) => d.Format = "none"),
            new("statement: itself", "attestation-self", (d, _) => d.Attestation = null),
            new("statement: without certificates", Statement + " attestation-self", After: (d, _) => d.Certificates = null),
            new("statement: no certificate in the list", Statement, After: (d, _) => d.Certificates = []),
            new("statement: without a signature", Statement, After: (d, _) => d.Signature = null),
            new("statement: without an algorithm", Statement, After: (d, _) => d.Algorithm = null),
            new("statement: another algorithm", Statement, After: (d, r) => d.Algorithm = r.Pick(-8, -35, -36, -257, -65535, -47, 0, 7)),
            new("statement: an odd member", Statement, After: (d, r) => d.OddMember = r.Pick("ecdaaKeyId", "ver", "response")),
            new("statement: a bit of the signature", Statement, After: (d, r) => d.Signature = r.Flip(d.Signature!)),
            new("statement: the signature is cut", Statement, After: (d, r) => d.Signature = r.Cut(d.Signature!)),
            new("statement: something follows the signature", Statement, After: (d, r) => d.Signature = r.Grow(d.Signature!)),
            new("statement: the signature in another writing", Statement, After: (d, r) => d.Signature = Der.Loose(d.Signature!, r)),
            new("statement: signed by the new key", Statement, After: (d, _) => d.Signature = d.Key.Sign(d.AuthDataBytes)),
            new("statement: signed by another key", Statement, After: (d, _) => d.Signature = Stranger(d)),
            new("statement: signed for another ceremony", Statement, After: (d, _) => d.Signature = Replayed(d, world)),
        ];

    private static IEnumerable<M> Certificates(KeyWorld world)
    {
        var stranger = new AttestationMaker(world.Maker.Name);
        M By(string name, string steps, Attestation attestation) =>
            new($"certificate: {name}", steps, (d, _) => d.Attestation = attestation);
        M Made(string name, string steps, CertificateFaults faults) => By(name, steps, world.Maker.Make(KeyWorld.Model, faults));
        var before = new DateTimeOffset(2026, 3, 31, 0, 0, 0, TimeSpan.Zero);
        return
        [
            By("of another maker of the same name", Chain, stranger.Make(KeyWorld.Model)),
            By("below somebody who may not issue", Chain, world.Maker.MakeBelowNoAuthority(KeyWorld.Model)),
            Made("of another model", Statement, new CertificateFaults { Aaguid = Guid.NewGuid() }),
            Made("the model is critical", Statement, new CertificateFaults { IsCritical = true }),
            Made("an authority", Statement, new CertificateFaults { IsCa = true }),
            Made("for something else", Statement, new CertificateFaults { Unit = "Web Server" }),
            Made("run out", $"{Chain} {Statement}", new CertificateFaults { Until = before }),
            Made("not valid yet", $"{Chain} {Statement}", new CertificateFaults { From = before.AddYears(10) }),
            new("certificate: a bit", $"{Statement} {Chain}", After: (d, r) => d.Certificates![0] = r.Flip(d.Certificates[0])),
            new("certificate: something follows", $"{Statement} {Chain}", After: (d, r) => d.Certificates![0] = r.Grow(d.Certificates[0])),
            new("certificate: cut", Statement, After: (d, r) => d.Certificates![0] = r.Cut(d.Certificates[0])),
            new(
                "certificate: a bit of the one above",
                $"{Statement} {Chain}",
                After: (d, r) => d.Certificates![1] = r.Flip(d.Certificates[1])
            ),
            new("certificate: the one above is missing", Chain, After: (d, _) => d.Certificates!.RemoveAt(1)),
            new("certificate: the wrong way round", Statement, After: (d, _) => d.Certificates!.Reverse()),
            new("certificate: one too many", Chain, After: (d, r) => d.Certificates!.Insert(r.Next(1, 3), stranger.Intermediate)),
            new("certificate: twice", Chain, After: (d, _) => d.Certificates!.Insert(1, d.Certificates[0])),
            new("certificate: far too many", Statement, After: (d, _) => d.Certificates!.AddRange(Enumerable.Repeat(stranger.Root, 7))),
            new(
                "certificate: a stranger's root beside them",
                Chain,
                (d, _) => d.Attestation = stranger.Make(KeyWorld.Model),
                (d, _) => d.Certificates!.Add(stranger.Root)
            ),
        ];
    }

    private static byte[] OtherCurve(Random random)
    {
        using var other = new CredentialKey(random.Pick(-35, -36));
        return CredentialKey.Write(-7, other.Parts(), random.Pick(1, 2, 3));
    }

    private static byte[] OtherAlgorithm(RegistrationDraft draft, Random random) =>
        CredentialKey.Write(random.Pick(-35, -36, -257, -8, -47, -65535, 0, 5), draft.Key.Parts(), 1);

    private static byte[] Unoffered(Random random)
    {
        using var other = new CredentialKey(random.Pick(-35, -36));
        return other.Public;
    }

    private static byte[] NoPoint(RegistrationDraft draft, Random random)
    {
        var (x, y) = draft.Key.Parts();
        return CredentialKey.Write(
            -7,
            random.Pick((random.Flip(x), y), (x, random.Flip(y)), (new byte[32], new byte[32]), (x[1..], y), (x, [0, .. y]))
        );
    }

    private static byte[] Rewritten(RegistrationDraft draft, Random random)
    {
        var key = draft.AuthData.PublicKey;
        // 0xA5: a map of five.
        return random.Pick<byte[]>(
            [0xBF, .. key[1..], 0xFF],
            [0xA6, .. key[1..], 0x23, 0x01],
            [0xA6, .. key[1..], 0x04, 0x81, 0x02],
            [0xB8, 0x05, .. key[1..]],
            [0xA5, 0x03, 0x26, 0x01, 0x02, .. key[5..]],
            Turn.LongNumber(key),
            [0xC1, .. key],
            [0x58, (byte)key.Length, .. key]
        );
    }

    private static byte[] Stranger(RegistrationDraft draft)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] data = [.. draft.AuthDataBytes, .. SHA256.HashData(draft.ClientDataJson)];
        return key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private static byte[] Replayed(RegistrationDraft draft, KeyWorld world)
    {
        byte[] data = [.. draft.AuthDataBytes, .. SHA256.HashData([.. draft.ClientDataJson, 1])];
        return world.Attestation.Key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}
