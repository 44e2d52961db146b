using AccessGov.App.Enrolment.Custody;
using AccessGov.App.Requests.Ledger;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Work;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel;

/// <summary>Brings together every fact that decides who should have what.</summary>
public static class LoadFacts
{
    /// <summary>Loads the facts.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="without">Sources in a planned outage: their people are not touched.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Facts> RunAsync(Workspace workspace, IReadOnlySet<SourceId> without, CancellationToken ct) =>
        (await ReviewFacts.LoadAsync(workspace, ct)).In(
            (await PersonnelAsync(workspace, without, ct)) with
            {
                Register = await RegisterFacts.LoadAsync(workspace, ct),
                Grants = await RequestGrants.LoadAsync(workspace, ct),
            }
        );

    /// <summary>
    /// All but what the register of keys and the requests say, which have versions of their own: who enrols a key, or asks for a right,
    /// makes nobody read these again.
    /// </summary>
    internal static async Task<Facts> PersonnelAsync(Workspace workspace, IReadOnlySet<SourceId> without, CancellationToken ct)
    {
        var book = await PersonnelBook.OfAsync(workspace, ct);
        if (!workspace.Policy.Sources.Any(s => without.Contains(s.Id)))
            return book.Facts;
        var spoken = workspace
            .Policy.Sources.Select(s => book.Sources.GetValueOrDefault(s.Id))
            .OfType<HrSnapshot>()
            .ToLookup(s => without.Contains(s.Source));
        return book.Facts with { Roster = Roster.Of(spoken[false], workspace.Policy, spoken[true]) };
    }
}
