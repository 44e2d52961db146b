using AccessGov.App.Personnel;
using AccessGov.App.Work;
using AccessGov.Core.Audit;

namespace AccessGov.App.Audit.Comparing;

/// <summary>
/// Holds kept content against the hashes by which facts name it: what two people decided, what a review found and what was said in it,
/// and of personnel what is in force. Facts without their content say that something was decided and not what.
/// </summary>
internal static class CompareKept
{
    private static readonly string[] Names = ["kept", "basis", "population"];

    public static async Task<IReadOnlyList<StoreDifference>> RunAsync(Workspace workspace, CancellationToken ct) =>
        [
            .. await OfAsync(workspace, Scopes.Decisions, false, ct),
            .. await OfAsync(workspace, Scopes.Reviews, false, ct),
            .. await OfAsync(workspace, Scopes.Personnel, true, ct),
            .. await InForceAsync(workspace, ct),
        ];

    /// <summary>The whole files that what the sources' rows name is different from; others look whether that was told.</summary>
    private static async Task<List<StoreDifference>> InForceAsync(Workspace workspace, CancellationToken ct)
    {
        var found = new List<StoreDifference>();
        foreach (var source in workspace.Policy.Sources)
            for (var state = await ImportHr.StateAsync(workspace, source.Id, ct); state is not null; state = state.Before)
                if (await workspace.Kept.BasisOfAsync(state.Kept, ct) is { } basis && !await workspace.Kept.IsWholeAsync(basis, ct))
                    found.Add(new StoreDifference(StoreDifference.KeptDiffers, Scopes.Personnel, state.Kept));
        return found;
    }

    /// <summary>What is named by every fact, or by the last of each subject: what came before of personnel is needed by nobody.</summary>
    private static async Task<List<StoreDifference>> OfAsync(Workspace workspace, string scope, bool lastOnly, CancellationToken ct)
    {
        var sweptUntil = await SweepPersonnel.SweptUntilAsync(workspace, ct);
        var named = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        await foreach (var record in PartitionCommit.FactsAsync(workspace, scope, "", ct))
            if (
                ComparePlans.Parsed(record.Json) is { } fact
                && !IsSwept(fact, sweptUntil)
                && Names.Select(name => fact.BodyText(name)).OfType<string>().Where(IsHash).ToArray() is { Length: > 0 } hashes
            )
                named[lastOnly ? fact.Subject : record.Row] = hashes;
        var found = new List<StoreDifference>();
        foreach (var hash in named.Values.SelectMany(h => h).ToHashSet().Order(StringComparer.Ordinal))
            if (!await workspace.Kept.IsWholeAsync(hash, ct))
                found.Add(new StoreDifference(StoreDifference.KeptDiffers, scope, hash));
        return found;
    }

    /// <summary>What was stated so long ago is in force no longer, or its row keeps it (<see cref="SweepPersonnel"/>).</summary>
    private static bool IsSwept(Fact fact, DateTimeOffset until) =>
        fact.At < until && (fact.Kind == FactKind.HrStatementRefused || fact.Kind == FactKind.HrStated);

    private static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}
