using System.Text;
using System.Text.RegularExpressions;
using AccessGov.App.Audit.Log;
using AccessGov.App.Failures;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Audit.Witnesses;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Audit;

/// <summary>
/// What the record holds about one person, for that person (開示請求): a proof for each fact that it stands in the log, with the members that
/// may be shown opened and those that name others closed. Nothing of any other fact is in it.
/// </summary>
public static partial class DiscloseFacts
{
    /// <summary>Members of a body that name who acted, or another person: such a body stays closed.</summary>
    private static readonly string[] Naming =
    [
        "askedBy",
        "author",
        "authors",
        "by",
        "chosenBy",
        "enteredBy",
        "givers",
        "proposedBy",
        "person",
        "reviewer",
        "wanted",
    ];

    /// <summary>Never name anybody but the subject.</summary>
    private static readonly string[] Plain = ["at", "id", "kind", "nth", "partition", "row", "seq", "subject", "tenant"];

    /// <summary>One fact as it is disclosed.</summary>
    /// <param name="Index">Its place in the log.</param>
    /// <param name="Nth">Which fact about the person it is; null of those that were sealed before these were counted.</param>
    /// <param name="Fact">The fact, for the list in front.</param>
    /// <param name="Proof">The file.</param>
    /// <param name="Closed">Members that are not shown.</param>
    public sealed record Disclosed(long Index, long? Nth, Fact Fact, LogProof Proof, IReadOnlyList<string> Closed);

    /// <summary>Everything about a person up to the checkpoint that most witnesses cosigned.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="person">Whom the facts are about.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Null when nobody signed the log yet.</returns>
    /// <exception cref="DamagedException">The rows do not give the root that was signed: nothing is disclosed from them.</exception>
    public static async Task<(LogCheckpoint Checkpoint, IReadOnlyList<Disclosed> Facts)?> RunAsync(
        Workspace workspace,
        EmployeeId person,
        CancellationToken ct
    )
    {
        if (await LogFiles.BestAsync(workspace, ct) is not { } best)
            return null;
        var size = best.Checkpoint.Tree.Size;
        var leaves = await LogLeaves.KeptAsync(workspace, size, ct);
        if (leaves.Head != best.Checkpoint.Tree)
            throw PartitionCommit.Altered(LogRows.TileOf(0));
        var roster = (await workspace.Present.OfAsync(workspace, ct)).Facts.Roster;
        var others = roster.Workers.Select(w => w.Id.Value).ToHashSet(StringComparer.Ordinal);
        // Also whoever is gone by now: who acted, and of whom it was stated that he serves.
        await foreach (var line in SealAudit.LinesAsync(workspace, ct))
            if (line.Fact is { } fact)
            {
                if (fact.Actor is Actor.Employee(var who))
                    others.Add(who.Value);
                if (fact.Kind == FactKind.HrStated || fact.Kind == FactKind.ActionIntended)
                    others.Add(fact.Subject);
            }
        others.Remove(person.Value);
        var facts = new List<Disclosed>();
        await foreach (var row in LogLeaves.RowsAsync(workspace, 1, ct))
        {
            var text = SealAudit.Read(row, r => SealedRow.LineOf(r.Json.Span));
            if (!LogLine.TryRead(text, out var line))
                continue;
            if (line.Sequence >= size)
                break;
            if (line.Fact.Subject == person.Value)
                facts.Add(Of(text, line, person, others, leaves, best.Note));
        }
        return (best.Checkpoint, facts);
    }

    private static Disclosed Of(
        byte[] text,
        LoggedFact line,
        EmployeeId person,
        IReadOnlySet<string> others,
        LeafHashes leaves,
        SignedNote note
    )
    {
        var shown = new HashSet<string>(Plain);
        if (line.Fact.Actor is Actor.Trigger || line.Fact.Actor == new Actor.Employee(person))
            shown.Add("actor");
        if (!NamesAnother(line.Fact, others))
            shown.Add("body");
        var opening = FactOpening.Of(LogLine.SeedOf(text), LogLine.ContentOf(text), shown);
        var path = leaves.Inclusion(line.Sequence, leaves.Count);
        if (!TreeProof.Includes(opening.Entry.LeafHash, line.Sequence, path, leaves.Head))
            throw PartitionCommit.Altered(LogRows.Line(line.Sequence));
        var extra = Convert.ToBase64String(Encoding.UTF8.GetBytes(opening.ToJson().Text));
        return new Disclosed(
            line.Sequence,
            line.Nth,
            line.Fact,
            new LogProof(extra, line.Sequence, path, note),
            [.. opening.Closed.Select(c => c.Key)]
        );
    }

    /// <summary>True where a body says who acted, or has another person's number anywhere: whoever is not sure shows nothing.</summary>
    private static bool NamesAnother(Fact fact, IReadOnlySet<string> others) =>
        Array.Exists(Naming, key => fact.Body.Text.Contains($"\"{key}\":", StringComparison.Ordinal))
        || Words().Split(fact.Body.Text).Any(others.Contains);

    [GeneratedRegex("[^0-9A-Za-z-]+")]
    private static partial Regex Words();
}
