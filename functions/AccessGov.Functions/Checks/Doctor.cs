using System.Runtime.CompilerServices;
using AccessGov.App.Composition;
using AccessGov.App.Directory;
using AccessGov.App.Directory.Entra;
using AccessGov.App.Directory.Ldap;
using AccessGov.App.Settings;
using AccessGov.App.Work;
using AccessGov.App.Yaml;

namespace AccessGov.Functions.Checks;

/// <summary>
/// Looks at everything that an installation needs, in the order in which it is needed. Changes nothing: the store is opened to be looked
/// at, and is not made; what would take effect by itself is told and left to the next command.
/// </summary>
internal static class Doctor
{
    /// <summary>Looks.</summary>
    /// <param name="settingsFile">Path of the settings file.</param>
    /// <param name="clock">The program's clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async IAsyncEnumerable<CheckResult> RunAsync(
        string settingsFile,
        TimeProvider clock,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        AccessGovSettings? settings = null;
        foreach (var check in await Looks.AtAsync("file", settingsFile, () => SettingsOf(settingsFile, out settings)))
            yield return check;
        if (settings is null)
            yield break;
        await foreach (var check in FileChecks.OfAsync(settingsFile, settings))
            yield return check;
        foreach (var check in DirectoryChecks.Identities(settings))
            yield return check;
        foreach (var check in Placeholders.In(settings))
            yield return check;
        var isReachable = true;
        var connections = new ConnectionChecks(clock);
        foreach (var address in Addresses(settings))
            foreach (var check in await Looks.AtAsync("directory", address.Authority, () => connections.OfAsync(address, ct)))
            {
                isReachable &= !ConnectionChecks.IsInTheWay(check);
                yield return check;
            }
        OpenStorage? storage = null;
        foreach (
            var check in await Looks.AtAsync(
                "store",
                StoreChecks.PlaceOf(settings.Storage),
                async () => StoreChecks.Of(settings.Storage, storage = await settings.Storage.LookAsync(clock, ct))
            )
        )
            yield return check;
        using (storage)
        {
            InstallationFiles? files = null;
            foreach (var check in await Looks.AtAsync("file", settings.PolicyFile, () => FilesOf(settings, clock, out files)))
                yield return check;
            IDirectory? directory = null;
            foreach (
                var check in await Looks.AtAsync(
                    "directory",
                    settings.Directory.Ldap?.Server ?? settings.Directory.BaseUri.Authority,
                    () =>
                    {
                        directory = settings.Directory.Ldap is null
                            ? new EntraDirectory(settings.Directory, clock)
                            : new LdapDirectory(settings.Directory, clock);
                        return [];
                    }
                )
            )
                yield return check;
            using (directory as IDisposable)
            {
                var policy = files?.Policy;
                if (storage is not null && files is not null && directory is not null)
                {
                    var workspace = new Workspace(files.Policy, storage.Records, storage.Files, storage.Queue, directory, clock);
                    var store = new StoreChecks(settings, workspace);
                    await foreach (var check in store.DecisionsAsync(ct))
                        yield return check;
                    policy = store.Policy;
                }
                if (storage is not null)
                    foreach (var check in await StoreChecks.QueuesAsync(settings.Storage, storage.Queue, ct))
                        yield return check;
                foreach (var source in files?.Policy.Sources ?? [])
                    yield return files!.Profiles.Of(source.Id) is null
                        ? CheckResult.Skipped("profile", source.Id, files.Profiles.PathOf(source.Id.Value))
                        : CheckResult.Fine("profile", source.Id);
                foreach (var check in await MailChecks.OfAsync(settings, isReachable ? directory as EntraDirectory : null, clock, ct))
                    yield return check;
                if (!isReachable || directory is null)
                    yield return CheckResult.Skipped("directory-skipped");
                else
                    await foreach (
                        var check in directory is LdapDirectory domain
                            ? new LdapChecks(settings.Directory.Ldap!, domain, clock).OfAsync(policy, ct)
                            : new DirectoryChecks(settings, (EntraDirectory)directory).OfAsync(policy, ct)
                    )
                        yield return check;
            }
        }
    }

    private static IReadOnlyList<CheckResult> SettingsOf(string file, out AccessGovSettings? settings)
    {
        settings = null;
        if (!File.Exists(file))
            return [CheckResult.Wrong("settings-missing", file)];
        (settings, var faults) = SettingsReader.Read(file);
        return settings is null ? [.. faults.Select(f => CheckResult.Wrong("settings", f))] : [CheckResult.Fine("settings", file)];
    }

    private static IReadOnlyList<CheckResult> FilesOf(AccessGovSettings settings, TimeProvider clock, out InstallationFiles? files)
    {
        files = null;
        if (!File.Exists(settings.PolicyFile))
            return [CheckResult.Wrong("policy-missing", settings.PolicyFile)];
        (files, var faults) = InstallationFiles.Read(settings, clock);
        return files is null
            ? [.. faults.Where(f => !YamlReport.IsEnd(f)).Select(f => CheckResult.Wrong("opening", f))]
            : [CheckResult.Fine("opening"), .. Placeholders.InPolicy(settings.PolicyFile, files.Policy)];
    }

    private static IEnumerable<Uri> Addresses(AccessGovSettings settings)
    {
        if (settings.Directory.Ldap is not null)
            yield break;
        var signIn = settings.Directory.TokenUri ?? new Uri("https://login.microsoftonline.com/");
        yield return signIn;
        if (settings.Directory.BaseUri.Authority != signIn.Authority)
            yield return settings.Directory.BaseUri;
    }
}
