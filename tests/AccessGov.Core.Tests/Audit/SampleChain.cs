using System.Security.Cryptography;
using System.Text;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using CsCheck;

namespace AccessGov.Core.Tests.Audit;

/// <summary>Generated chains with a checkpoint every few facts and one at the end.</summary>
internal sealed record SampleChain(string Facts, string Checkpoints, ChainHead Head)
{
    public static readonly long Cases = long.TryParse(Environment.GetEnvironmentVariable("ACCESSGOV_LAWS"), out var n) ? n : 200;
    public static readonly TenantId Tenant = TenantId.Parse("suzaka");
    public static readonly DateTimeOffset Start = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly ECDsa Signer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    public static readonly string Pem = Signer.ExportSubjectPublicKeyInfoPem();
    public static readonly CheckpointKeys Keys = CheckpointKeys.FromPem(Pem);
    public static readonly AuditQuestion Question = new(Keys, Start.AddDays(1), TimeSpan.FromHours(1));

    // Every class of character that JSON, UTF-8 or a shell may stumble over; 外字 (U+E000) and a surrogate pair among them.
    private static readonly Gen<string> Texts = Gen.OneOf(
            "é",
            "須",
            "\uE000",
            "𠮷",
            "\"",
            "\\",
            "\n",
            "\u0001",
            "\u007f",
            "a",
            "0",
            " ",
            "'",
            "$",
            "{",
            "%s"
        )
        .List[0, 8]
        .Select(string.Concat);

    private static readonly Gen<FactBody> Bodies = Gen.Select(
        Texts,
        Gen.Long[-9007199254740991, 9007199254740991],
        Gen.Bool,
        Texts.List[0, 3],
        (text, number, flag, list) =>
            new FactBody()
                .Add("text", text)
                .Add("number", number)
                .Add("flag", flag)
                .Add("list", list)
                .Add("nested", new FactBody().Add("z", text).Add("a", 0))
    );

    public static readonly Gen<SampleChain> Any = Gen.Select(Gen.Select(Bodies, Texts, Gen.Int[0, 10_000_000]).List[1, 12], Gen.Int[1, 5])
        .Select(
            (facts, every) =>
                Of(
                    facts.Select(
                        (f, i) => FactOf(i, f.Item1.ToJson(), "x" + string.Concat(f.Item2.Where(c => !char.IsControl(c))), f.Item3)
                    ),
                    every
                )
        );

    public static Fact FactOf(int i, CanonicalJson body, string subject = "001234", int milliseconds = 0, FactKind? kind = null) =>
        new(
            FactId.Parse($"test/{i}"),
            Tenant,
            Start.AddMilliseconds(milliseconds),
            kind ?? FactKind.PlanMade,
            Actor.Parse("trigger:Test"),
            subject,
            body,
            "suzaka|plan:1",
            $"fact|{i:D6}"
        );

    public static Fact Step(int i, FactKind kind, string action, int minute = 0) =>
        FactOf(i, new FactBody().Add("action", action).Add("outcome", "applied").ToJson(), milliseconds: minute * 60_000, kind: kind);

    /// <summary>What is told of one plan in its partition.</summary>
    public static Fact OfPlan(int i, FactKind kind, string partition, string actor, string verdict) =>
        new(
            FactId.Parse($"test/{i}"),
            Tenant,
            Start,
            kind,
            Actor.Parse(actor),
            partition,
            new FactBody().Add("action", "one").Add("verdict", verdict).ToJson(),
            partition,
            $"fact|{i:D6}"
        );

    public static SampleChain Of(IEnumerable<Fact> facts, int every = 4)
    {
        var head = AuditChain.Genesis(Tenant);
        SignedCheckpoint? last = null;
        StringBuilder lines = new(),
            signed = new();
        void Checkpoint() => signed.Append((last = Sign(head, last)).Line).Append('\n');
        foreach (var fact in facts)
        {
            (var sealedFact, head) = AuditChain.Append(head, fact);
            lines.Append(sealedFact.Line).Append('\n');
            if (head.Size % every == 0)
                Checkpoint();
        }
        if (last is null || last.Checkpoint.Size < head.Size)
            Checkpoint();
        return new SampleChain(lines.ToString(), signed.ToString(), head);
    }

    public static SignedCheckpoint Sign(ChainHead head, SignedCheckpoint? last) =>
        SignedCheckpoint.Sign(
            Assert
                .IsType<CheckpointStep.ToSign>(Core.Audit.Checkpoint.Next(head, last, Start, KeyId.Of(Signer.ExportSubjectPublicKeyInfo())))
                .Checkpoint,
            text => Signer.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
        );

    public byte[] FactBytes => Encoding.UTF8.GetBytes(Facts);

    public byte[] CheckpointBytes => Encoding.UTF8.GetBytes(Checkpoints);

    public AuditVerdict Verify(AuditQuestion? question = null) => Verify(FactBytes, CheckpointBytes, question);

    public static AuditVerdict Verify(byte[] facts, byte[] checkpoints, AuditQuestion? question = null) =>
        AuditVerifier.Verify(new MemoryStream(facts), new MemoryStream(checkpoints), question ?? Question);
}
