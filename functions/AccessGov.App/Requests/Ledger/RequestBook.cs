using System.Text.Json;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Requests;

namespace AccessGov.App.Requests.Ledger;

/// <summary>
/// What facts tell of requests. Facts decide and rows only repeat them: whoever writes a row gives nothing by it, and whoever removes one
/// takes nothing.
/// </summary>
internal sealed class RequestBook
{
    private readonly SortedSet<string> unreadable = new(StringComparer.Ordinal);

    private RequestBook(RequestLedger ledger) => Ledger = ledger;

    /// <summary>Every request.</summary>
    public RequestLedger Ledger { get; }

    /// <summary>Reads it, once for each version of the partition.</summary>
    public static Task<RequestBook> ReadAsync(Workspace workspace, CancellationToken ct) =>
        workspace
            .Memory.Of(() =>
                new OncePerVersion<RequestBook>(
                    Scopes.Requests,
                    w => FoldAsync(PartitionCommit.EveryFactAsync(w, Scopes.Requests, "", default))
                )
            )
            .OfAsync(workspace, ct);

    /// <summary>
    /// The same without what this process remembers, and of whatever facts are there: the store may have been written beside its ledger.
    /// Only for comparing.
    /// </summary>
    public static Task<RequestBook> ReadAnewAsync(Workspace workspace, CancellationToken ct) =>
        FoldAsync(PartitionCommit.FactsAsync(workspace, Scopes.Requests, "", ct));

    private static async Task<RequestBook> FoldAsync(IAsyncEnumerable<StoredRecord> facts)
    {
        var (events, unreadable) = (new List<RequestEvent>(), new List<string>());
        await foreach (var record in facts)
            try
            {
                var fact = FactText.Read(record.Json.Span);
                if (RequestFactReader.Read(fact) is { } happened)
                    events.Add(happened);
                else if (RequestFactReader.IdOf(fact) is { } id)
                    unreadable.Add(RequestRows.Prefix + id);
            }
            catch (FormatException)
            {
                // No fact any more: where facts are compared it is named.
                unreadable.Add(record.Row);
            }
        var book = new RequestBook(RequestLedger.Of(events));
        book.unreadable.UnionWith(unreadable);
        return book;
    }

    /// <summary>Rows that do not repeat what facts tell, by their names: put in, altered, taken away, or without foundation.</summary>
    public async Task<IReadOnlyList<string>> StraysAsync(Workspace workspace, CancellationToken ct)
    {
        var strays = new SortedSet<string>(
            unreadable.Concat(Ledger.Unfounded.Select(id => RequestRows.Prefix + id)),
            StringComparer.Ordinal
        );
        var told = Ledger.All.ToDictionary(RequestRows.Of);
        var partition = new Storage.PartitionKey(workspace.Tenant, Scopes.Requests);
        await foreach (var row in workspace.Records.RangeAsync(partition, RequestRows.Prefix, RequestRows.Prefix + "~", ct))
            if (!told.Remove(row.Row, out var request) || !IsSame(row.Json.Span, request))
                strays.Add(row.Row);
        strays.UnionWith(told.Keys);
        return [.. strays];
    }

    private static bool IsSame(ReadOnlySpan<byte> row, RightRequest request)
    {
        try
        {
            return request == JsonSerializer.Deserialize<RightRequest>(row, CoreJson.Options);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
