using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Audit;

namespace AccessGov.App.Personnel;

/// <summary>
/// Removes what HR told and has told otherwise since, after the policy's <c>keep-days</c>: whole deliveries, what was stated of single
/// persons, and which files were read. What is in force, what it may be taken back to, and the whole files that either is different from
/// stay, whatever their age. Once a month; a kill in between loses nothing and removes nothing twice.
/// </summary>
internal static class SweepPersonnel
{
    private const string Row = "personnel";

    /// <summary>How far the facts were looked through.</summary>
    /// <param name="Month">In which month.</param>
    /// <param name="Fact">Row of the last fact of which nothing is left; empty for none.</param>
    private sealed record Mark(string Month, string Fact);

    /// <summary>Removes, when it has not been done in this month.</summary>
    /// <param name="workspace">The tenant's stores, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>How many files were looked for to be removed.</returns>
    public static async Task<int> RunAsync(Workspace workspace, CancellationToken ct)
    {
        var month = $"{workspace.Today:yyyy-MM}";
        var mark = await PartitionCommit.ReadAsync<Mark>(workspace, Scopes.Sweeps, Row, ct) ?? new Mark("", "");
        // A clock that is behind removes nothing; of one that is ahead the night knows (SweepStore).
        if (mark.Month == month || await LatestDay.FindAsync(workspace, ct) > workspace.Today)
            return 0;
        if (await NeededAsync(workspace, ct) is not { } needed)
            return 0;
        var (removed, last, isDone) = (0, mark.Fact, true);
        await foreach (var row in PartitionCommit.FactsAsync(workspace, Scopes.Personnel, mark.Fact, ct))
        {
            var fact = FactText.Read(row.Json.Span);
            if (fact.At >= workspace.KeptSince)
                break;
            if (ContentOf(fact) is { } hash)
                if (IsOver(workspace, fact) && !needed.Contains(hash))
                {
                    await workspace.Files.DeleteAsync(DropContainer.Kept, DropPath.OfHash(hash), ct);
                    removed++;
                }
                // From here it is looked through again.
                else
                    isDone = false;
            if (isDone)
                last = row.Row;
        }
        await ImportHr.ForgetSeenAsync(workspace, ct);
        await SweepRows.PutAsync(workspace, Row, new Mark(month, last), ct);
        return removed;
    }

    /// <summary>Deliveries of days before go: a month's whole file together with all that is different from it.</summary>
    internal static DateOnly FirstKept(Workspace workspace)
    {
        var day = DateOnly.FromDateTime(workspace.Local(workspace.KeptSince).DateTime);
        return new DateOnly(day.Year, day.Month, 1);
    }

    private static string? ContentOf(Fact fact) =>
        fact.Kind == FactKind.HrAccepted || fact.Kind == FactKind.HrStated ? fact.BodyText("kept") : null;

    private static bool IsOver(Workspace workspace, Fact fact) =>
        fact.Kind == FactKind.HrStated
        || (DateOnly.TryParseExact(fact.BodyText("asOf"), "yyyy-MM-dd", out var asOf) && asOf < FirstKept(workspace));

    /// <summary>What stays, whatever its age; null where something in force cannot be read, and then all of it stays.</summary>
    private static async Task<HashSet<string>?> NeededAsync(Workspace workspace, CancellationToken ct)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal);
        var partition = new PartitionKey(workspace.Tenant, Scopes.Personnel);
        await foreach (var row in workspace.Records.RangeAsync(partition, ImportHr.RowPrefix, ImportHr.RowPrefix + "~", ct))
            for (var state = PartitionCommit.Parse<SourceState>(row); state is not null; state = state.Before)
            {
                if (!await workspace.Kept.IsWholeAsync(state.Kept, ct))
                    return null;
                needed.Add(state.Kept);
                if (await workspace.Kept.BasisOfAsync(state.Kept, ct) is { } basis)
                    needed.Add(basis);
            }
        await foreach (var row in workspace.Records.RangeAsync(partition, Statements.PersonPrefix, Statements.PersonPrefix + "~", ct))
            needed.Add(PartitionCommit.Parse<Statements.Stated>(row).Kept);
        return needed;
    }
}
