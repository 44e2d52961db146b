using AccessGov.App.Enrolment.Custody;
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

    /// <summary>
    /// Who sits before the browser. Whoever finds a key can read all of it, so it holds no 職員番号: it calls its holder by name, which stands
    /// beside the handle that nobody can trace.
    /// </summary>
    public static async Task<KeyHolder> HolderOfAsync(PortalContext here, CancellationToken ct) =>
        new(await KeyHandles.OfAsync(here.Workspace, here.Me.Id, ct), here.Me.Name, here.Me.Name);

    /// <summary>
    /// FIDO's list if one was imported; otherwise the roots that the settings name; null where there is neither: then nobody can say who
    /// made a key, and none is enrolled. Of the models that are vouched for, those that the city's policy names.
    /// </summary>
    public static async Task<KeyPolicy?> PolicyAsync(PortalContext here, CancellationToken ct) =>
        await VouchedAsync(here, ct) is { } vouched
            ? vouched with
            {
                Models = here.Workspace.Policy.KeyModels?.Select(m => m.Aaguid).ToArray(),
            }
            : null;

    private static async Task<KeyPolicy?> VouchedAsync(PortalContext here, CancellationToken ct)
    {
        if (await KeyModels.BlobAsync(here.Workspace, ct) is { } blob)
        {
            // The last list is asked no longer: said before anybody touches a key in vain.
            return MetadataAge.IsOver(blob.NextUpdate, here.Workspace.Now) ? null : new KeyPolicy(new AttestationTrust.ByMetadata(blob));
        }
        if (here.Installation.Settings.WebAuthn.AttestationRootsFile is not { } file)
            return null;
        try
        {
            return new KeyPolicy(new AttestationTrust.ByRoots(MetadataRoots.FromPem(await File.ReadAllTextAsync(file, ct))));
        }
        // It could be read when the portal was started.
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
