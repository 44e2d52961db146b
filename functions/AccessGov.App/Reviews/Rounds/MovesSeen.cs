using System.Collections.Immutable;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews.Rounds;

/// <summary>
/// Moves of which it was looked what the person kept, as facts tell it: also where nothing was, and so no round was opened; and rounds of
/// others that were not opened because nothing was in them.
/// </summary>
internal sealed class MovesSeen
{
    /// <summary>None was.</summary>
    public static readonly MovesSeen None = new(
        ImmutableDictionary<(string Rule, EmployeeId Worker), ImmutableList<Movers.Move>>.Empty,
        ImmutableHashSet.Create<string>(StringComparer.Ordinal)
    );

    private readonly ImmutableDictionary<(string Rule, EmployeeId Worker), ImmutableList<Movers.Move>> seen;

    private readonly ImmutableHashSet<string> empty;

    private MovesSeen(
        ImmutableDictionary<(string Rule, EmployeeId Worker), ImmutableList<Movers.Move>> seen,
        ImmutableHashSet<string> empty
    ) => (this.seen, this.empty) = (seen, empty);

    /// <summary>True where it was told that a round was not opened because nothing was in it.</summary>
    public bool WasEmpty(string round) => empty.Contains(round);

    /// <summary>Those that no round of a review looked at, however long ago they were and however late personnel told of them.</summary>
    public IReadOnlyList<Movers.Move> NewOf(RuleId rule, IReadOnlyList<Movers.Move> moves, DesiredState desired) =>
        [.. moves.Where(m => desired.Facts.Roster.Find(m.Worker) is { } who && !Of(rule, m.Worker).Any(s => Movers.IsSame(m, s, who)))];

    private ImmutableList<Movers.Move> Of(RuleId rule, EmployeeId worker) =>
        seen.TryGetValue((rule.Value, worker), out var found) ? found : [];

    /// <summary>Tells in an open commit that they were looked at; the content was kept before.</summary>
    public static void Tell(PartitionCommit commit, Actor actor, RuleId rule, IReadOnlyList<Movers.Move> moves, string kept) =>
        commit.Tell(FactKind.ReviewMoversSeen, actor, rule.Value, new FactBody().Add("kept", kept).Add("people", moves.Count));

    /// <summary>The same with what a fact tells.</summary>
    public async Task<MovesSeen> WithAsync(Workspace workspace, Fact fact, CancellationToken ct)
    {
        if (fact.Kind == FactKind.ReviewEmpty)
            return new MovesSeen(seen, empty.Add(fact.Subject));
        var next = seen.ToBuilder();
        foreach (var move in await workspace.Kept.ValueAsync<List<Movers.Move>>(fact.BodyText("kept")!, ct))
            next[(fact.Subject, move.Worker)] = (next.GetValueOrDefault((fact.Subject, move.Worker)) ?? []).Add(move);
        return new MovesSeen(next.ToImmutable(), empty);
    }
}
