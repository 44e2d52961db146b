using AccessGov.Core.Directory;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Core.Desired;

/// <summary>What one worker should have on the day.</summary>
/// <param name="Worker">Who.</param>
/// <param name="Standing">How the worker stands.</param>
/// <param name="Attributes">Attributes of the account; null when they cannot be told (no posting, unknown org unit, service ended).</param>
/// <param name="Memberships">Rights that are due, by entitlement index.</param>
/// <param name="Withheld">Rights that would be due, by entitlement index.</param>
/// <param name="Org">Org unit of the 本務 on the day, for counting; null when unknown.</param>
/// <param name="IsUndecided">True when a posting of the home source names an unknown org unit: nothing is taken from a worker on
/// duty.</param>
/// <param name="UndecidedSources">Other sources whose 併任 posting names an unknown org unit: nothing that they could justify is
/// taken.</param>
public sealed record WorkerDesire(
    Worker Worker,
    Standing Standing,
    AccountAttributes? Attributes,
    IReadOnlyList<DesiredMembership> Memberships,
    IReadOnlyList<Withheld> Withheld,
    OrgCode? Org,
    bool IsUndecided,
    IReadOnlyList<SourceId> UndecidedSources
)
{
    /// <summary>Keeps the worker out whatever HR says; null when nobody does.</summary>
    public Hold? Held { get; init; }

    /// <summary>True when an account should exist and be enabled.</summary>
    public bool ShouldBeEnabled => Held is null && Standing.KeepsEnabled;

    /// <summary>True when an account should exist.</summary>
    public bool ShouldExist => Standing.KeepsEnabled || Standing is Standing.Preparing or Standing.OnLeave;

    /// <summary>
    /// True when everything that claims to be the worker is shut at once, also what is not governed as the worker's account: HR said so, or
    /// somebody holds the worker.
    /// </summary>
    public bool IsShutEverywhere => Held is not null || Standing is Standing.Ended { Last.EndsAtOnce: true };

    /// <summary>
    /// The same before an account that is there: a name that nobody told does not take the place of the one that the account has, unless
    /// that is the number the person had before, which stood for a name as well.
    /// </summary>
    /// <param name="now">What the account has.</param>
    public WorkerDesire Beside(AccountAttributes now) =>
        // Where nobody told a name, as behind a wall that names do not pass, the number stands for it.
        Worker.DisplayName == Worker.Id.Value
        && now.DisplayName.Length > 0
        && now.DisplayName != Worker.FormerId?.Value
        && Attributes is { } attributes
            ? this with
            {
                Attributes = attributes with { DisplayName = now.DisplayName },
            }
            : this;
}
