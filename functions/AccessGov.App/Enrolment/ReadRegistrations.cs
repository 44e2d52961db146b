using AccessGov.App.Directory;
using AccessGov.App.Failures;
using AccessGov.App.Incidents;
using AccessGov.App.Personnel;
using AccessGov.App.Work;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Enrolment;

/// <summary>
/// Entra's registration report as a second fact beside the register of keys: read each night where the settings ask for it. What cannot be
/// read changes nothing for a week; after that nothing is known, which neither gives nor takes.
/// </summary>
public static class ReadRegistrations
{
    /// <summary>Code of the incident: the report was not read.</summary>
    private const string Unread = "registration-report-unread";

    /// <summary>So long what was read last stands.</summary>
    private static readonly TimeSpan StandsFor = TimeSpan.FromDays(7);

    /// <summary>What was read.</summary>
    /// <param name="People">Of how many people the report speaks.</param>
    /// <param name="WithKey">How many of them have a security key registered.</param>
    public sealed record Done(int People, int WithKey);

    /// <summary>Reads it and takes it over.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Null when the settings do not ask for it, or when it was not read: then an incident says why.</returns>
    public static async Task<Done?> RunAsync(Workspace workspace, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (workspace.Registrations is not { } report)
        {
            await ForgetAsync(workspace, actor, TimeSpan.Zero, ct);
            return null;
        }
        try
        {
            var registered = await report.ReadAsync(ct);
            var read = await workspace.Directory.CaptureAsync([], null, ct);
            if (read is not DirectoryRead.Complete { Snapshot: var snapshot })
                throw new OutsideFailureException(
                    (read as DirectoryRead.Incomplete)?.Failure ?? new OutsideFailure.Transient("directory-incomplete"),
                    Wording.Of("Outside.accounts-incomplete")
                );
            // A number that two accounts carry, or a guest, tells of nobody.
            var owners = snapshot
                .Accounts.Where(a => a is { IsGuest: false, EmployeeId: not null })
                .GroupBy(a => a.EmployeeId!.Value)
                .Where(g => g.Count() == 1)
                .ToDictionary(g => g.Single().ObjectId, g => g.Key);
            var keys = registered
                .Where(r => owners.ContainsKey(r.Account))
                .DistinctBy(r => r.Account)
                .Select(r => new EntraKey(owners[r.Account], r.HasKey))
                .OrderBy(k => k.Worker)
                .ToList();
            await ImportList.EntraKeysAsync(workspace, actor, keys, ct);
            await IncidentLog.EndOfAsync(workspace, actor, Unread, "entra", Wording.Of("Over.read"), ct);
            return new Done(keys.Count, keys.Count(k => k.Has));
        }
        catch (OutsideFailureException e)
        {
            await IncidentLog.AddAsync(
                workspace,
                actor,
                new Incident(
                    Unread,
                    "entra",
                    Wording.Of("Met.registrations-unread", Wording.Of("Outside.why", e.Kind.Code, e.What), StandsFor.Days)
                ),
                ct
            );
            await ForgetAsync(workspace, actor, StandsFor, ct);
            return null;
        }
    }

    /// <summary>What was read longer ago is no longer known: of nobody the report says anything then.</summary>
    private static async Task ForgetAsync(Workspace workspace, Actor actor, TimeSpan after, CancellationToken ct)
    {
        if (
            await ImportList.KnownEntraKeysAsync(workspace, ct) is { Report.Count: > 0, ReadAt: var readAt }
            && workspace.Now - readAt >= after
        )
            await ImportList.EntraKeysAsync(workspace, actor, [], ct);
    }
}
