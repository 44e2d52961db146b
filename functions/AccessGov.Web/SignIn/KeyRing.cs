using System.Text.Json;
using System.Xml.Linq;
using AccessGov.App.Composition;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace AccessGov.Web.SignIn;

/// <summary>
/// Keys that protect cookies, encrypted, in the record store: every instance reads the same, and a restart signs nobody out. Whoever can
/// write the store can do more than forge a session.
/// </summary>
/// <param name="installation">Opens the installation, or throws.</param>
/// <param name="seal">Encrypts what a former version kept as it was.</param>
internal sealed class KeyRing(Func<Installation> installation, KeyRingSeal seal) : IXmlRepository
{
    private const string Scope = Scopes.KeyRing;

    private sealed record Kept(string Xml);

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements() => ReadAsync().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName) => StoreAsync(element, friendlyName).GetAwaiter().GetResult();

    private async Task<XElement[]> ReadAsync()
    {
        var workspace = installation().Workspace;
        var keys = new List<XElement>();
        var partition = new PartitionKey(workspace.Tenant, Scope);
        await foreach (var record in workspace.Records.RangeAsync(partition, "", null, CancellationToken.None))
        {
            var key = XElement.Parse(JsonSerializer.Deserialize<Kept>(record.Json.Span)!.Xml);
            // That another instance was first is fine: it sealed the same key.
            if (seal.Seal(key))
                await workspace.Records.CommitAsync(
                    partition,
                    [new RecordWrite.Replace(record.Row, Json(key), record.ETag)],
                    CancellationToken.None
                );
            keys.Add(key);
        }
        return [.. keys];
    }

    private async Task StoreAsync(XElement element, string name)
    {
        var workspace = installation().Workspace;
        var result = await workspace.Records.CommitAsync(
            new(workspace.Tenant, Scope),
            [new RecordWrite.Insert(name, Json(element))],
            CancellationToken.None
        );
        if (result is not CommitResult.Committed)
            throw new IOException($"The key {name} was not kept.");
    }

    private static byte[] Json(XElement element) =>
        JsonSerializer.SerializeToUtf8Bytes(new Kept(element.ToString(SaveOptions.DisableFormatting)));
}
