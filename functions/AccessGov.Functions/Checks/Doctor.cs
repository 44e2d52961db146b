using AccessGov.App.Composition;
using AccessGov.App.Failures;
using AccessGov.App.Governance;
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
    public static async IAsyncEnumerable<CheckResult> RunAsync(
        string settingsFile,
        TimeProvider clock,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        var (settings, faults) = SettingsReader.Read(settingsFile);
        if (settings is null)
        {
            foreach (var fault in faults)
                yield return CheckResult.Wrong("settings", fault);
            yield break;
        }
        yield return CheckResult.Fine("settings", settingsFile);
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
                    ? CheckResult.Skipped("profile", source.Id, installation.Profiles.PathOf(source.Id.Value))
                    : CheckResult.Fine("profile", source.Id);
            if (!isReachable)
                yield return CheckResult.Skipped("directory-skipped");
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

    private static (Installation? Installation, IReadOnlyList<CheckResult> Wrong) Opened(string settingsFile, TimeProvider clock)
    {
        try
        {
            var (installation, faults) = Installation.Open(settingsFile, clock);
            return installation is null
                ? (null, [.. faults.Select(f => CheckResult.Wrong("opening", f))])
                : (installation, [CheckResult.Fine("opening")]);
        }
        catch (OutsideFailureException e)
        {
            return (null, [CheckResult.Wrong("store", e.Kind.Code, e.Message)]);
        }
    }

    private static async Task<IReadOnlyList<CheckResult>> StoreAsync(Installation installation, CancellationToken ct)
    {
        try
        {
            await installation.RefreshAsync(new Actor.Trigger("Doctor"), ct);
            var checks = new List<CheckResult> { CheckResult.Fine("store") };
            checks.Add(
                new CheckResult(
                    "policy",
                    installation.WaitingPolicy is null && installation.UnreadablePolicy is null ? CheckState.Fine : CheckState.Wrong
                )
            );
            checks.Add(new CheckResult("operators", installation.HasOperators ? CheckState.Fine : CheckState.Wrong));
            checks.Add(new CheckResult("live", installation.Workspace.IsLive ? CheckState.Fine : CheckState.Skipped));
            checks.Add(await KeyModelsAsync(installation, ct));
            foreach (var queue in FunctionsMetadata.Queues())
                if (
                    queue.Value.EndsWith("-poison", StringComparison.Ordinal)
                    && await installation.Workspace.Queue.PeekCountAsync(queue, ct) is > 0 and var count
                )
                    checks.Add(CheckResult.Wrong("queue", queue, count));
            if (checks.TrueForAll(c => c.Code != "queue"))
                checks.Add(CheckResult.Fine("queue"));
            return checks;
        }
        catch (OutsideFailureException e)
        {
            return [CheckResult.Wrong("store", e.Kind.Code, e.Message)];
        }
    }

    private static async Task<CheckResult> KeyModelsAsync(Installation installation, CancellationToken ct)
    {
        if (await KeyModels.InForceAsync(installation.Workspace, ct) is not { } list)
            return CheckResult.Skipped("key-models");
        var state = list.IsOverdue(installation.Workspace.Today) ? CheckState.Wrong : CheckState.Fine;
        return new CheckResult("key-models", state, list.Number, list.NextUpdate);
    }
}
