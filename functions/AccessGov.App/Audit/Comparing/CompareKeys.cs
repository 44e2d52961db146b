using System.Text.Json;
using AccessGov.App.Enrolment.Custody;
using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Enrolment;

namespace AccessGov.App.Audit.Comparing;

/// <summary>
/// Holds every key of the register against the last fact that was told of it: whoever writes a key into the store, or makes a lost one an
/// enrolled one, opens a gate that nobody agreed to. A fact that somebody enrolled a key with a ticket needs the facts that two others
/// issued and confirmed that ticket.
/// </summary>
internal static class CompareKeys
{
    public static Task<IReadOnlyList<StoreDifference>> RunAsync(Workspace workspace, CancellationToken ct) =>
        CompareRows.BetweenCommitsAsync(workspace, Scopes.Keys, () => OnceAsync(workspace, ct), ct);

    private static async Task<IReadOnlyList<StoreDifference>> OnceAsync(Workspace workspace, CancellationToken ct)
    {
        var (told, registered) = (new SortedDictionary<string, string>(StringComparer.Ordinal), new HashSet<string>());
        var (found, tickets) = (new SortedSet<string>(StringComparer.Ordinal), new ToldTickets());
        await foreach (var record in PartitionCommit.FactsAsync(workspace, Scopes.Keys, "", ct))
        {
            if (ComparePlans.Parsed(record.Json) is not { } fact)
                continue;
            if (!tickets.Vouch(fact))
                found.Add(KeyRows.KeyPrefix + fact.Subject);
            if (fact.BodyText("digest") is { } digest)
            {
                told[KeyRows.KeyPrefix + fact.Subject] = digest;
                // Only who enrolled is spoken of: another row would shut, or open again by an imported list.
                if (fact.Kind.Value == Enrolled && fact.BodyText("person") is { } person)
                    registered.Add(KeyRows.PersonPrefix + person);
            }
        }
        var partition = new PartitionKey(workspace.Tenant, Scopes.Keys);
        await foreach (var row in workspace.Records.RangeAsync(partition, KeyRows.KeyPrefix, KeyRows.KeyPrefix + "~", ct))
            if (!told.Remove(row.Row, out var digest) || DigestOf(row) != digest)
                found.Add(row.Row);
        await foreach (var row in workspace.Records.RangeAsync(partition, KeyRows.PersonPrefix, KeyRows.PersonPrefix + "~", ct))
            if (!registered.Remove(row.Row))
                found.Add(row.Row);
        found.UnionWith(told.Keys);
        found.UnionWith(registered);
        return [.. found.Select(row => new StoreDifference(StoreDifference.KeyDiffers, Scopes.Keys, row))];
    }

    private static string Enrolled { get; } = KeyEventCodes.All.ByCase[typeof(KeyEvent.WasEnrolled)];

    /// <summary>Null for a row that is none any more.</summary>
    private static string? DigestOf(StoredRecord row)
    {
        try
        {
            var key = PartitionCommit.Parse<SecurityKey>(row);
            return KeyRows.Of(key.Serial) == row.Row ? key.Digest() : null;
        }
        catch (Exception e) when (e is JsonException or DamagedException)
        {
            return null;
        }
    }
}
