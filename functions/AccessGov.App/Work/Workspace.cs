using AccessGov.App.Directory;
using AccessGov.App.Directory.Entra;
using AccessGov.App.Directory.Ldap;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.Core.Applying;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Transfers;

namespace AccessGov.App.Work;

/// <summary>What a flow works with: one municipality's policy, its stores, its directory and the clock.</summary>
/// <param name="Policy">The policy in force.</param>
/// <param name="Records">State and facts.</param>
/// <param name="Files">Dropped and kept files.</param>
/// <param name="Queue">Work to do.</param>
/// <param name="Directory">Accounts and memberships.</param>
/// <param name="Clock">The time.</param>
public sealed record Workspace(
    GovernancePolicy Policy,
    IRecordStore Records,
    IFileDrop Files,
    IWorkQueue Queue,
    IDirectory Directory,
    TimeProvider Clock
)
{
    /// <summary>A plan that was made longer ago than this is neither approved nor begun: plan again.</summary>
    public TimeSpan PlanValidFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Change notifications of the directory; null when the settings name no public address.</summary>
    public ChangeSubscriptions? Subscriptions { get; init; }

    /// <summary>What changed in a directory that tells nothing by itself and is asked; null where it tells.</summary>
    public LdapChanges? Changes { get; init; }

    /// <summary>Entra's report of registered methods; null when the settings do not ask for it.</summary>
    public RegistrationReport? Registrations { get; init; }

    /// <summary>When accounts last signed in; null when the settings do not ask for it.</summary>
    public SignInReport? SignIns { get; init; }

    /// <summary>Temporary Access Passes; null when the settings name no identity for them.</summary>
    public TemporaryPasses? Passes { get; init; }

    /// <summary>Sealed emergency accounts, found and switched by name; null where the directory cannot do that.</summary>
    public SealedAccounts? Sealed { get; init; }

    /// <summary>A holder of a lease that was killed stands in the way for so long; shorter than its message stays hidden.</summary>
    public TimeSpan LeaseFor { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>False while the installation only observes: it reads, plans and explains, and applies nothing.</summary>
    public bool IsLive { get; init; } = true;

    /// <summary>True until the first plan after going live is completed: people look at that one whatever its size.</summary>
    public bool IsBeforeFirstPlan { get; init; }

    /// <summary>Who the operating-system users are and what they may do; only what two people agreed to.</summary>
    public IReadOnlyList<OperatorEntry> Operators { get; init; } = [];

    /// <summary>Nodes that packages are exchanged with; only what two people agreed to.</summary>
    public IReadOnlyList<TransferPeer> Peers { get; init; } = [];

    /// <summary>False while only the settings name those nodes: until two people agreed, they are one person's word.</summary>
    public bool ArePeersAgreed { get; init; } = true;

    /// <summary>False while a mapping profile lies there that two people have not agreed to: no file is read by it.</summary>
    public bool AreProfilesAgreed { get; init; } = true;

    /// <summary>What the settings call the record's log; null for the usual name. Looked at once only, when the log begins.</summary>
    public string? LogOrigin { get; init; }

    /// <summary>How the sources write 職員番号.</summary>
    public EmployeeNumbers Numbers { get; init; } = EmployeeNumbers.Any;

    /// <summary>Which municipality.</summary>
    public TenantId Tenant => Policy.Tenant;

    /// <summary>What is kept by content hash.</summary>
    public KeptFiles Kept { get; } = new(Files);

    /// <summary>Lists among them that are asked for again and again.</summary>
    internal ParsedFiles Parsed { get; } = new(new KeptFiles(Files));

    /// <summary>What use cases remember for as long as the process runs; a copy of the workspace shares it.</summary>
    internal WorkspaceMemory Memory { get; } = new();

    /// <summary>The instant, as facts may hold it.</summary>
    public DateTimeOffset Now => Fact.Truncate(Clock.GetUtcNow());

    /// <summary>The day in the policy's time zone.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Local(Clock.GetUtcNow()).DateTime);

    /// <summary>What was replaced or settled before is needed no longer (<c>keep-days</c> of the policy).</summary>
    internal DateTimeOffset KeptSince => Now.AddDays(-Policy.Timing.KeepDays);

    /// <summary>This moment, as deciders ask for it.</summary>
    internal Moment Moment() => new(Now, Today, PlanValidFor, IsLive);

    /// <summary>An instant as the clocks of the city show it.</summary>
    /// <param name="instant">Any instant.</param>
    public DateTimeOffset Local(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(Policy.TimeZone));
}
