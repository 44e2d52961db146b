using AccessGov.App.Audit;
using AccessGov.App.Directory.Entra;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Failures;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Policy;
using AccessGov.App.Settings;
using AccessGov.App.Work;
using AccessGov.Core.Policy;

namespace AccessGov.App.Composition;

/// <summary>One installation, opened: settings, policy, profiles, stores, directory.</summary>
public sealed class Installation : IDisposable
{
    private readonly OpenStorage storage;
    private readonly EntraDirectory directory;

    private Installation(
        AccessGovSettings settings,
        Workspace workspace,
        ProfileSet profiles,
        OpenStorage storage,
        EntraDirectory directory
    ) =>
        (Settings, Workspace, Profiles, SigningKey, this.storage, this.directory) = (
            settings,
            workspace,
            profiles,
            new SigningKey(settings.SigningKeyFile, settings.SigningKeySecretUri),
            storage,
            directory
        );

    /// <summary>The settings in force.</summary>
    public AccessGovSettings Settings { get; }

    /// <summary>What flows work with.</summary>
    public Workspace Workspace { get; internal set; }

    /// <summary>How the sources write their files.</summary>
    public ProfileSet Profiles { get; }

    /// <summary>What signs checkpoints.</summary>
    public SigningKey SigningKey { get; }

    /// <summary>What has been asked of the directory.</summary>
    public GraphCounters Counters => directory.Counters;

    /// <summary>Reads settings, policy and profiles and opens stores, directory and signing key.</summary>
    /// <param name="settingsFile">Path of the settings file.</param>
    /// <param name="clock">What the time is, for everything that is opened.</param>
    /// <returns>The installation, or every fault of its settings, or of its policy, or of its profiles.</returns>
    /// <exception cref="OutsideFailureException">The store cannot be opened.</exception>
    public static (Installation? Installation, IReadOnlyList<string> Faults) Open(string settingsFile, TimeProvider clock)
    {
        var (settings, faults) = SettingsReader.Read(settingsFile);
        return settings is null ? (null, faults) : Open(settings, clock);
    }

    /// <summary>Opens everything that the settings name.</summary>
    internal static (Installation? Installation, IReadOnlyList<string> Faults) Open(AccessGovSettings settings, TimeProvider clock)
    {
        switch (PolicyFile.Read(settings.PolicyFile))
        {
            case PolicyRead.Refused refused:
                return (null, [PolicyReport.Render(settings.PolicyFile, refused)]);
            case PolicyRead.Read { Policy: var policy } when Strangers(settings, policy) is { Count: > 0 } strangers:
                return (null, strangers);
            case PolicyRead.Read { Policy: var policy, Content: var content }:
                var (profiles, faults) = ProfileSet.Read(settings.ProfileFolder, policy.Sources.Select(s => s.Id));
                if (profiles is null)
                    return (null, faults);
                var storage = settings.Storage.Open(clock);
                var directory = new EntraDirectory(settings.Directory, clock);
                var workspace = new Workspace(policy, storage.Records, storage.Files, storage.Queue, directory, clock)
                {
                    PolicyContent = content,
                    PlanValidFor = settings.PlanValidFor,
                    Subscriptions = directory.Subscriptions,
                };
                return (new Installation(settings, workspace, profiles, storage, directory), []);
            case var other:
                throw new InvalidOperationException(other.GetType().Name);
        }
    }

    /// <summary>Callers that speak for a source which the policy does not have: most likely a misspelt one.</summary>
    private static List<string> Strangers(AccessGovSettings settings, GovernancePolicy policy) =>
        [
            .. settings.Api.Callers.SelectMany(
                c => c.Sources.Where(s => policy.Sources.All(p => p.Id != s)),
                (c, s) => $"callers:{c.Name}:source is '{s}', which the policy does not have."
            ),
        ];

    /// <inheritdoc/>
    public void Dispose()
    {
        SigningKey.Dispose();
        directory.Dispose();
        storage.Dispose();
    }
}
