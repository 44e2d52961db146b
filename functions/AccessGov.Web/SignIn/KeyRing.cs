using System.Text.Json;
using System.Xml.Linq;
using AccessGov.App.Composition;
using AccessGov.App.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace AccessGov.Web.SignIn;

/// <summary>
/// Keys that protect cookies, in the record store: every instance reads the same, and a restart signs nobody out. Whoever can write the
/// store can do more than forge a session.
/// </summary>
/// <param name="installation">Opens the installation, or throws.</param>
internal sealed class KeyRing(Func<Installation> installation) : IXmlRepository
{
    private const string Scope = "keyring";

    private sealed record Kept(string Xml);

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements() => ReadAsync().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName) => StoreAsync(element, friendlyName).GetAwaiter().GetResult();

    private async Task<XElement[]> ReadAsync()
    {
        var workspace = installation().Workspace;
        return await workspace
            .Records.RangeAsync(new(workspace.Tenant, Scope), "", null, CancellationToken.None)
            .Select(r => XElement.Parse(JsonSerializer.Deserialize<Kept>(r.Json.Span)!.Xml))
            .ToArrayAsync();
    }

    private async Task StoreAsync(XElement element, string name)
    {
        var workspace = installation().Workspace;
        var json = JsonSerializer.SerializeToUtf8Bytes(new Kept(element.ToString(SaveOptions.DisableFormatting)));
        var result = await workspace.Records.CommitAsync(
            new(workspace.Tenant, Scope),
            [new RecordWrite.Insert(name, json)],
            CancellationToken.None
        );
        if (result is not CommitResult.Committed)
            throw new IOException($"The key {name} was not kept.");
    }
}
