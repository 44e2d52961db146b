using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using AccessGov.App.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AccessGov.Web.Tests.SignIn;

/// <summary>The keys that protect cookies lie in the store, and what lies there opens no session by itself.</summary>
public sealed class KeyRingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_are_encrypted_and_another_signing_key_opens_no_session()
    {
        await using var stage = await PortalStage.OpenAsync();
        using var visitor = stage.NewVisitor();
        (await visitor.SignInAsync(stage.AccountOf(PortalStage.Staff), "/portal/me")).Is(HttpStatusCode.OK);
        Assert.DoesNotContain("masterKey", Assert.Single(await RowsAsync(stage)), StringComparison.Ordinal);
        Assert.DoesNotContain(
            stage.Log.Lines,
            l => l.Level >= LogLevel.Warning && l.Category.Contains("DataProtection", StringComparison.Ordinal)
        );

        var file = Path.Combine(stage.Stage.Folder, "signing-key.pem");
        var own = await File.ReadAllTextAsync(file, Ct);
        using (var other = ECDsa.Create(ECCurve.NamedCurves.nistP256))
            await File.WriteAllTextAsync(file, other.ExportPkcs8PrivateKeyPem(), Ct);
        visitor.Instance = await stage.OpenAnotherAsync();
        var answer = (await visitor.GetAsync("/portal/me")).Is(HttpStatusCode.Found);
        Assert.Equal("/portal/signin", answer.Location!.AbsolutePath);
        await File.WriteAllTextAsync(file, own, Ct);
        visitor.Instance = null;
        (await visitor.GetAsync("/portal/me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_a_former_version_kept_open_protects_on_and_is_encrypted_in_its_place()
    {
        await using var stage = await PortalStage.OpenAsync();
        var (id, open) = FormerKey();
        Assert.Contains("masterKey", open.ToString(), StringComparison.Ordinal);
        var row = JsonSerializer.SerializeToUtf8Bytes(new { Xml = open.ToString(SaveOptions.DisableFormatting) });
        await stage.Workspace.Records.CommitAsync(Partition(stage), [new RecordWrite.Insert($"key-{id}", row)], Ct);
        using var visitor = stage.NewVisitor();
        (await visitor.SignInAsync(stage.AccountOf(PortalStage.Staff), "/portal/me")).Is(HttpStatusCode.OK);
        var kept = Assert.Single(await RowsAsync(stage));
        Assert.Contains(id.ToString(), kept, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", kept, StringComparison.Ordinal);
        // Another instance finds it encrypted, and knows the session.
        visitor.Instance = await stage.OpenAnotherAsync();
        (await visitor.GetAsync("/portal/me")).Is(HttpStatusCode.OK);
        Assert.Single(await RowsAsync(stage));
    }

    private static PartitionKey Partition(PortalStage stage) => new(stage.Workspace.Tenant, "keyring");

    private static async Task<IReadOnlyList<string>> RowsAsync(PortalStage stage) =>
        await stage
            .Workspace.Records.RangeAsync(Partition(stage), "", null, Ct)
            .Select(r => Encoding.UTF8.GetString(r.Json.Span))
            .ToListAsync(Ct);

    /// <summary>A key as Data Protection writes it where nobody encrypts.</summary>
    private static (Guid Id, XElement Xml) FormerKey()
    {
        var kept = new Ring();
        var services = new ServiceCollection();
        services.AddDataProtection();
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = kept);
        using var provider = services.BuildServiceProvider();
        var now = DateTimeOffset.UtcNow;
        var key = provider.GetRequiredService<IKeyManager>().CreateNewKey(now.AddDays(-1), now.AddDays(80));
        return (key.KeyId, Assert.Single(kept.Elements));
    }

    private sealed class Ring : IXmlRepository
    {
        public List<XElement> Elements { get; } = [];

        public IReadOnlyCollection<XElement> GetAllElements() => Elements;

        public void StoreElement(XElement element, string friendlyName) => Elements.Add(element);
    }
}
