using AccessGov.App.Incidents;
using AccessGov.App.Work;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews.Rounds;

/// <summary>
/// The incidents about what reviews took and a directory still has: one for a person's right, or one for a round where they are many. They
/// end by themselves.
/// </summary>
public static class UntakenIncidents
{
    /// <summary>The code of one right of one person; its subject is <c>WORKER RIGHT</c>.</summary>
    public const string One = "review-not-taken";

    /// <summary>The code where a round has many; its subject is the round.</summary>
    public const string Many = "review-not-taken-many";

    /// <summary>The subject of one right of one person: the same whatever round decides about it once more.</summary>
    /// <param name="removal">What was taken.</param>
    public static string SubjectOf(ReviewRemoval removal)
    {
        ArgumentNullException.ThrowIfNull(removal);
        return $"{removal.Worker} {removal.Entitlement}";
    }

    /// <summary>Ends those that are about nothing any more. Twice is harmless.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="book">What was decided.</param>
    /// <param name="open">What is still to be told of.</param>
    /// <param name="ct">Cancels the operation.</param>
    internal static async Task EndAsync(
        Workspace workspace,
        Actor actor,
        ReviewBook book,
        IReadOnlyList<ReviewRemoval> open,
        CancellationToken ct
    )
    {
        Incident[] told = [.. (await IncidentLog.ListAsync(workspace, ct)).Where(i => !i.IsSettled && i.Code is (One or Many))];
        if (told.Length == 0)
            return;
        var subjects = open.Select(SubjectOf)
            .Concat(open.Select(r => ReviewSubmission.RoundOf(r.Reference)))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var incident in told.Where(i => !subjects.Contains(i.Subject)))
            await IncidentLog.EndAsync(workspace, actor, incident.Id, WhyOver(book, incident), ct);
    }

    private static Wording WhyOver(ReviewBook book, Incident incident)
    {
        if (incident.Code == Many)
            return Wording.Of("Over.nothing-left");
        var removal = book.Removals.FirstOrDefault(r => SubjectOf(r) == incident.Subject);
        return removal is null ? Wording.Of("Over.decision-taken-back")
            : book.ProvedAt(removal) is not null ? Wording.Of("Over.read-back")
            : Wording.Of("Over.given-afresh");
    }
}
