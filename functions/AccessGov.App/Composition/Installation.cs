using AccessGov.App.Audit;
using AccessGov.App.Directory;
using AccessGov.App.Directory.Entra;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Directory.Ldap;
using AccessGov.App.Failures;
using AccessGov.App.Governance;
using AccessGov.App.Mailing;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Planning;
using AccessGov.App.Settings;
using AccessGov.App.Work;
using AccessGov.Core.Audit.Witnesses;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Composition;

/// <summary>One installation, opened: settings, policy, profiles, stores, directory.</summary>
public sealed class Installation : IDisposable
{
    private readonly OpenStorage storage;
    private readonly IDirectory directory;
    private readonly GovernancePolicy file;
    private readonly byte[] content;
    private readonly DateTimeOffset readAt;
    private readonly SemaphoreSlim refreshing = new(1, 1);
    private string? seen;

    private Installation(
        AccessGovSettings settings,
        Workspace workspace,
        ProfileSet profiles,
        OpenStorage storage,
        IDirectory directory,
        (byte[] Content, DateTimeOffset ReadAt) policyFile,
        WitnessPolicy? witnesses
    ) =>
        (file, Settings, Workspace, Profiles, SigningKey, NodeKey, Log, Mail, Counters, this.storage, this.directory, (content, readAt)) = (
            workspace.Policy,
            settings,
            workspace,
            profiles,
            new SigningKey(settings.SigningKeyFile, settings.SigningKeySecretUri),
            new SigningKey(settings.Node.KeyFile, null),
            settings.OpenLog(witnesses, new SigningKey(settings.SigningKeyFile, settings.SigningKeySecretUri)),
            settings.OpenMail(workspace.Policy, directory as EntraDirectory, workspace.Clock),
            (directory as EntraDirectory)?.Counters ?? new GraphCounters(),
            storage,
            directory,
            policyFile
        );

    /// <summary>The settings in force.</summary>
    public AccessGovSettings Settings { get; }

    /// <summary>What flows work with.</summary>
    public Workspace Workspace { get; internal set; }

    /// <summary>What the policy file would change and waits for a second person; null when nothing waits.</summary>
    public PolicyDifference? WaitingPolicy { get; private set; }

    /// <summary>Hash of the policy in force when this version cannot read it; null when it can.</summary>
    public string? UnreadablePolicy { get; private set; }

    /// <summary>True when two people agreed to a table of operators.</summary>
    public bool HasOperators { get; private set; }

    /// <summary>The policy as the file has it, whether it is in force or not.</summary>
    public GovernancePolicy PolicyInFile => file;

    /// <summary>The policy file's bytes.</summary>
    public ReadOnlyMemory<byte> PolicyContent => content;

    /// <summary>How the sources write their files.</summary>
    public ProfileSet Profiles { get; }

    /// <summary>What people are written to with; null when mail is switched off.</summary>
    public Outbox? Mail { get; }

    /// <summary>What signs checkpoints.</summary>
    public SigningKey SigningKey { get; }

    /// <summary>What signs packages for other nodes.</summary>
    public SigningKey NodeKey { get; }

    /// <summary>Signs the log, remembers it outside and has it witnessed; null when nobody does.</summary>
    public LogKeeping Log { get; }

    /// <summary>The application permissions that a role's token carries; empty when the token does not tell.</summary>
    /// <param name="role">The reader or the writer.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="OutsideFailureException">No token could be had.</exception>
    public Task<IReadOnlyList<string>> PermissionsAsync(DirectoryRole role, CancellationToken ct) =>
        directory is EntraDirectory entra ? entra.PermissionsAsync(role, ct) : Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>Looks through the whole store where that can be done: the SQLite file.</summary>
    /// <exception cref="OutsideFailureException">It is damaged.</exception>
    public void RefuseDamagedStore() => storage.Shared?.RefuseDamaged();

    /// <summary>What has been asked of Graph; nothing where the directory is another.</summary>
    public GraphCounters Counters { get; }

    /// <summary>Reads settings, policy and profiles and opens stores, directory and signing key.</summary>
    /// <param name="settingsFile">Path of the settings file.</param>
    /// <param name="clock">What the time is, for everything that is opened.</param>
    /// <returns>The installation, or every fault of its settings, or of its policy, or of its profiles.</returns>
    /// <exception cref="OutsideFailureException">The store cannot be opened.</exception>
    public static (Installation? Installation, IReadOnlyList<Wording> Faults) Open(string settingsFile, TimeProvider clock)
    {
        var (settings, faults) = SettingsReader.Read(settingsFile);
        return settings is null ? (null, faults) : Open(settings, clock);
    }

    /// <summary>Opens everything that the settings name.</summary>
    internal static (Installation? Installation, IReadOnlyList<Wording> Faults) Open(AccessGovSettings settings, TimeProvider clock)
    {
        var (files, faults) = InstallationFiles.Read(settings, clock);
        if (files is null)
            return (null, faults);
        var (witnesses, flaws) = LogOpening.Witnesses(settings.Log);
        if (flaws.Count > 0)
            return (null, flaws);
        OpenStorage storage;
        try
        {
            storage = settings.Storage.Open(clock);
        }
        catch (InvalidSettingException e)
        {
            return (null, [e.What]);
        }
        var entra = settings.Directory.Ldap is null ? new EntraDirectory(settings.Directory, clock) : null;
        IDirectory directory = entra ?? (IDirectory)new LdapDirectory(settings.Directory, clock);
        var workspace = new Workspace(files.Policy, storage.Records, storage.Files, storage.Queue, directory, clock)
        {
            // Until it is looked up what two people decided (RefreshAsync) nothing is applied.
            IsLive = false,
            PlanValidFor = settings.PlanValidFor,
            Subscriptions = entra?.Subscriptions,
            Changes = (directory as LdapDirectory)?.Changes,
            Registrations = entra?.Registrations,
            SignIns = entra?.SignIns,
            Passes = entra?.Passes,
            Sealed = entra?.Sealed,
            Numbers = files.Profiles.Numbers,
            LogOrigin = settings.Log.Origin,
        };
        return (new Installation(settings, workspace, files.Profiles, storage, directory, (files.Content, files.ReadAt), witnesses), []);
    }

    /// <summary>Reads what everybody should have today, so that whoever asks first finds it at hand.</summary>
    /// <param name="ct">Ends the waiting; a server that stops waits for nothing.</param>
    public async Task WarmUpAsync(CancellationToken ct)
    {
        try
        {
            await Workspace.Present.OfAsync(Workspace, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested) { }
    }

    /// <summary>
    /// Looks up what two people decided and works with it from now on: another process may have decided since. Puts a policy file that is
    /// only stricter into force.
    /// </summary>
    /// <param name="actor">On whose behalf; the record names it where something takes effect.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="DamagedException">The policy in force was altered or is gone.</exception>
    public async Task RefreshAsync(Actor actor, CancellationToken ct)
    {
        await refreshing.WaitAsync(ct);
        try
        {
            var of = Workspace with { Policy = file };
            DecisionsInForce decisions;
            PolicyInForce? policy;
            do
            {
                decisions = await DecisionsInForce.ReadAsync(of, ct);
                if (decisions.Version == seen)
                    return;
                if (await Upgrade.RunAsync(of, decisions, content, ct))
                    decisions = await DecisionsInForce.ReadAsync(of, ct);
                if (await ProfilesInForce.AdoptAsync(of, decisions, Profiles, ct))
                    decisions = await DecisionsInForce.ReadAsync(of, ct);
                policy = await PolicyInForce.FindAsync(of, content, readAt, decisions.Policy, actor, ct);
            } while (policy is null);
            var operators = decisions.Operators is { } table ? await DecidedContent.OperatorsAsync(of, table.Hash, table.Kept, ct) : null;
            var peers = decisions.Nodes is { } nodes
                ? await DecidedContent.NodesAsync(of, nodes.Hash, nodes.Kept, ct)
                // While it only observes, who works where must come in before two people of whom that is known can agree to anything.
                : decisions.GoLive is null ? Settings.Node.Peers
                : [];
            (WaitingPolicy, UnreadablePolicy, HasOperators) = (policy.Waiting, policy.Unreadable, operators is not null);
            Workspace = Workspace with
            {
                Policy = policy.Policy,
                IsLive = policy.IsAgreed && decisions.GoLive is not null,
                IsBeforeFirstPlan = !decisions.IsFirstPlanDone,
                Operators = operators?.Entries ?? [],
                Peers = peers,
                ArePeersAgreed = decisions.Nodes is not null,
                AreProfilesAgreed = decisions.Profiles is { } profiles
                    ? profiles.Hash == Profiles.Hash
                    // Before it goes live none are in force. Afterwards they were taken over, or the row was taken away.
                    : decisions.GoLive is null,
            };
            seen = decisions.Version;
        }
        finally
        {
            refreshing.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        SigningKey.Dispose();
        NodeKey.Dispose();
        Log?.Key?.Dispose();
        refreshing.Dispose();
        (Mail?.Mailer as IDisposable)?.Dispose();
        (directory as IDisposable)?.Dispose();
        storage.Dispose();
    }
}
