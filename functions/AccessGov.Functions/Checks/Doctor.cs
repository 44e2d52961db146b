using AccessGov.App.Composition;
using AccessGov.App.Failures;
using AccessGov.App.Settings;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Triggers;

namespace AccessGov.Functions.Checks;

/// <summary>Looks at everything that an installation needs, in the order in which it is needed, and changes nothing.</summary>
internal static class Doctor
{
    /// <summary>Looks.</summary>
    /// <param name="settingsFile">Path of the settings file.</param>
    /// <param name="clock">The program's clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async IAsyncEnumerable<Check> RunAsync(
        string settingsFile,
        TimeProvider clock,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        var (settings, faults) = SettingsReader.Read(settingsFile);
        if (settings is null)
        {
            foreach (var fault in faults)
                yield return Check.Wrong("settings", fault);
            yield break;
        }
        yield return Check.Fine("settings", settingsFile);
        foreach (var check in FileChecks.Of(settingsFile, settings))
            yield return check;
        foreach (var check in DirectoryChecks.Identities(settings))
            yield return check;
        var isReachable = true;
        var connections = new ConnectionChecks(clock);
        foreach (var address in Addresses(settings))
            foreach (var check in await connections.OfAsync(address, ct))
            {
                isReachable &= check.State != CheckState.Wrong;
                yield return check;
            }
        var (installation, wrong) = Opened(settingsFile, clock);
        foreach (var check in wrong)
            yield return check;
        if (installation is null)
            yield break;
        using (installation)
        {
            foreach (var check in await StoreAsync(installation, ct))
                yield return check;
            foreach (var source in installation.Workspace.Policy.Sources)
                yield return installation.Profiles.Of(source.Id) is null
                    ? Check.Skipped("profile", source.Id, installation.Profiles.PathOf(source.Id.Value))
                    : Check.Fine("profile", source.Id);
            if (!isReachable)
                yield return Check.Skipped("directory-skipped");
            else
                await foreach (var check in DirectoryChecks.OfAsync(installation, ct))
                    yield return check;
        }
    }

    private static IEnumerable<Uri> Addresses(AccessGovSettings settings)
    {
        var signIn = settings.Directory.TokenUri ?? new Uri("https://login.microsoftonline.com/");
        yield return signIn;
        if (settings.Directory.BaseUri.Authority != signIn.Authority)
            yield return settings.Directory.BaseUri;
    }

    private static (Installation? Installation, IReadOnlyList<Check> Wrong) Opened(string settingsFile, TimeProvider clock)
    {
        try
        {
            var (installation, faults) = Installation.Open(settingsFile, clock);
            return installation is null
                ? (null, [.. faults.Select(f => Check.Wrong("opening", f))])
                : (installation, [Check.Fine("opening")]);
        }
        catch (OutsideFailureException e)
        {
            return (null, [Check.Wrong("store", e.Kind.Code, e.Message)]);
        }
    }

    private static async Task<IReadOnlyList<Check>> StoreAsync(Installation installation, CancellationToken ct)
    {
        try
        {
            await installation.RefreshAsync(new Actor.Trigger("Doctor"), ct);
            var checks = new List<Check> { Check.Fine("store") };
            checks.Add(
                new Check("policy", installation.WaitingPolicy is null && installation.UnreadablePolicy is null ? CheckState.Fine : CheckState.Wrong)
            );
            checks.Add(new Check("operators", installation.HasOperators ? CheckState.Fine : CheckState.Wrong));
            checks.Add(new Check("live", installation.Workspace.IsLive ? CheckState.Fine : CheckState.Skipped));
            foreach (var queue in FunctionsMetadata.Queues())
                if (
                    queue.Value.EndsWith("-poison", StringComparison.Ordinal)
                    && await installation.Workspace.Queue.PeekCountAsync(queue, ct) is > 0 and var count
                )
                    checks.Add(Check.Wrong("queue", queue, count));
            if (checks.TrueForAll(c => c.Code != "queue"))
                checks.Add(Check.Fine("queue"));
            return checks;
        }
        catch (OutsideFailureException e)
        {
            return [Check.Wrong("store", e.Kind.Code, e.Message)];
        }
    }
}
