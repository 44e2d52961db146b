using AccessGov.App.Audit;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Tests.Audit;

/// <summary>A chain of old with a real key file, exported into a folder of its own; everything goes away with it.</summary>
internal sealed class SampleExport : IDisposable
{
    public static readonly TenantId Tenant = TenantId.Parse("suzaka");
    public static readonly DateTimeOffset Start = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo root = System.IO.Directory.CreateTempSubdirectory("accessgov-audit-");

    public SampleExport() => Signer = CheckpointSigner.OpenOrCreate(KeyFile);

    public CheckpointSigner Signer { get; }

    public string KeyFile => Path.Combine(root.FullName, "keys", "checkpoint.pem");

    public string Folder => Path.Combine(root.FullName, "export");

    public List<string> Facts { get; } = [];

    public List<string> Checkpoints { get; } = [];

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Seals facts with every kind of character a shell may stumble over, a checkpoint behind every third of them.</summary>
    public SampleExport Seal(int count)
    {
        var head = AuditChain.Genesis(Tenant);
        SignedCheckpoint? last = null;
        for (var i = 1; i <= count; i++)
        {
            var body = new FactBody().Add("text", "須\uE000𠮷\"\\\t\n'$(x)`%s{}é").Add("i", i).ToJson();
            var fact = new Fact(
                FactId.Parse($"test/{i}"),
                Tenant,
                Start.AddSeconds(i),
                FactKind.PlanMade,
                Actor.Parse("os:CITY\\tanaka"),
                "001234 ",
                body,
                "suzaka|plan:1",
                $"fact|{i}"
            );
            (var sealedFact, head) = AuditChain.Append(head, fact);
            Facts.Add(sealedFact.Line);
            if (i % 3 != 0)
                continue;
            last = SignedCheckpoint.Sign(((CheckpointStep.ToSign)Checkpoint.Next(head, last, Start, Signer.Key)).Checkpoint, Signer.Sign);
            Checkpoints.Add(last.Line);
        }
        return this;
    }

    public Task<long> WriteAsync() => WriteAsync(Facts.ToAsyncEnumerable());

    public Task<long> WriteAsync(IAsyncEnumerable<string> facts) =>
        AuditExport.WriteAsync(
            Folder,
            Tenant,
            null,
            AsyncEnumerable.Empty<string>(),
            new AuditExport.ChainFiles(Checkpoints.ToAsyncEnumerable(), facts, Signer.PublicKeyPem),
            null,
            TestContext.Current.CancellationToken
        );

    public AuditVerdict Verify(string? trustedPem = null) => AuditFiles.Verify(Folder, Start.AddDays(1), TimeSpan.FromHours(1), trustedPem);

    public void Dispose()
    {
        Signer.Dispose();
        root.Delete(recursive: true);
    }
}
