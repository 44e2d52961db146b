using System.Text.Json;
using AccessGov.App.Governance;
using AccessGov.App.Work;
using AccessGov.Core.Audit;

namespace AccessGov.App.Audit;

/// <summary>
/// Holds rows that say what is in force against the last fact that put it there: decisions of two people, personnel facts of a source,
/// lists.
/// </summary>
internal static class CompareRows
{
    private static readonly FactKind ListAccepted = FactKind.Parse("list-accepted");

    /// <summary>One kind of rows: in which partition, which member of the row names the content, and what a fact says of it.</summary>
    private sealed record Kind(string Scope, string Member, string Code, Func<Fact, (string Row, string? Value)?> Says);

    private static readonly Kind[] Kinds =
    [
        new(Scopes.Decisions, "hash", StoreDifference.DecisionUnrecorded, OfDecision),
        new(Scopes.Personnel, "kept", StoreDifference.PersonnelDiffer, OfPersonnel),
    ];

    public static async Task<IReadOnlyList<StoreDifference>> RunAsync(Workspace workspace, CancellationToken ct)
    {
        var found = new List<StoreDifference>();
        foreach (var kind in Kinds)
        {
            var before = await PartitionCommit.VersionAsync(workspace, kind.Scope, ct);
            var first = await OneAsync(workspace, kind, ct);
            // Facts and rows are two readings: what was committed between them is no difference.
            if (first.Count > 0 && await PartitionCommit.VersionAsync(workspace, kind.Scope, ct) != before)
                first = await OneAsync(workspace, kind, ct);
            found.AddRange(first);
        }
        return found;
    }

    private static async Task<List<StoreDifference>> OneAsync(Workspace workspace, Kind kind, CancellationToken ct)
    {
        var said = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        await foreach (var record in PartitionCommit.FactsAsync(workspace, kind.Scope, "", ct))
            if (ComparePlans.Parsed(record.Json) is { } fact && kind.Says(fact) is var (row, value))
                said[row] = value;
        if (kind.Scope == Scopes.Decisions)
            foreach (var (_, code) in DecisionKindCodes.All.All)
                said.TryAdd(TwoPeople.InForcePrefix + code, "");
        var found = new List<StoreDifference>();
        foreach (var (row, value) in said)
        {
            var record = await workspace.Records.FindAsync(new(workspace.Tenant, kind.Scope), row, ct);
            // A fact of an older version does not name the content; a decision that nobody told of has no row.
            if (value is not null && (record is null ? "" : MemberOf(record.Json, kind.Member)) != value)
                found.Add(new StoreDifference(kind.Code, kind.Scope, row));
        }
        return found;
    }

    private static (string, string?)? OfDecision(Fact fact) =>
        fact.Kind == FactKind.DecisionApproved || fact.Kind == FactKind.PolicyRead
            ? (TwoPeople.InForcePrefix + fact.Subject, fact.BodyText("hash"))
            : null;

    private static (string, string?)? OfPersonnel(Fact fact) =>
        fact.Kind == FactKind.HrAccepted ? ($"source:{fact.Subject}", fact.BodyText("kept"))
        : fact.Kind == ListAccepted ? (fact.Subject, fact.BodyText("kept"))
        : null;

    private static string MemberOf(ReadOnlyMemory<byte> json, string member)
    {
        try
        {
            using var row = JsonDocument.Parse(json);
            return row.RootElement.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()!
                : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
