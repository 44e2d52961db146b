using System.Security.Cryptography;
using System.Text;
using AccessGov.App.Governance;
using AccessGov.App.WebAuthn;
using AccessGov.App.WebAuthn.Metadata;

namespace AccessGov.Web.Pages.Keys;

/// <summary>For whom keys are made here, and which are good enough.</summary>
internal static class KeyRules
{
    /// <summary>The portal, by its address as browsers write it.</summary>
    public static RelyingParty PartyOf(PortalContext here)
    {
        var address = here.Installation.Settings.Portal.Address!;
        var port = address.IsDefaultPort ? "" : $":{address.Port}";
        return new RelyingParty(address.IdnHost, here.City, [$"{address.Scheme}://{address.IdnHost}{port}"]);
    }

    /// <summary>Who sits before the browser. The handle is the same in every session, and a lost key tells no 職員番号 by it.</summary>
    public static KeyHolder HolderOf(PortalContext here) =>
        new(
            SHA256.HashData(Encoding.UTF8.GetBytes($"key-holder|{here.Workspace.Tenant}|{here.Me.Id}")),
            here.Me.Id.Value,
            here.Me.Name
        );

    /// <summary>
    /// FIDO's list if one was imported; otherwise the roots that the settings name; null where there is neither: then nobody can say who
    /// made a key, and none is enrolled.
    /// </summary>
    public static async Task<KeyPolicy?> PolicyAsync(PortalContext here, CancellationToken ct)
    {
        if (await KeyModels.BlobAsync(here.Workspace, ct) is { } blob)
        {
            var list = new AttestationTrust.ByMetadata(blob);
            // The last list is asked no longer: said before anybody touches a key in vain.
            return blob.IsOverdue(DateOnly.FromDateTime(here.Workspace.Now.UtcDateTime), list.Grace) ? null : new KeyPolicy(list);
        }
        if (here.Installation.Settings.WebAuthn.AttestationRootsFile is not { } file)
            return null;
        try
        {
            return new KeyPolicy(new AttestationTrust.ByRoots(MetadataRoots.FromPem(await File.ReadAllTextAsync(file, ct))));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
