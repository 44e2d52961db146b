using System.Text.Json;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Directory;

namespace AccessGov.App.Planning;

/// <summary>What is remembered of accounts (<see cref="AccountPast"/>): a row for each that was ever seen or made shut.</summary>
internal static class AccountPasts
{
    /// <summary>Everything that is remembered.</summary>
    public static async Task<AccountHistory> AllAsync(Workspace workspace, CancellationToken ct)
    {
        var pasts = new List<AccountPast>();
        await foreach (var record in workspace.Records.RangeAsync(Partition(workspace), "", null, ct))
            pasts.Add(PartitionCommit.Parse<AccountPast>(record));
        return new AccountHistory(pasts);
    }

    /// <summary>What is remembered of some accounts.</summary>
    public static async Task<AccountHistory> OfAsync(Workspace workspace, IEnumerable<Guid> accounts, CancellationToken ct)
    {
        var pasts = await ManyRows.ReadAsync<AccountPast>(workspace, Scopes.Accounts, accounts.Select(Row), ct);
        return new AccountHistory(pasts.Values);
    }

    /// <summary>Remembers. Told twice it is the same.</summary>
    public static async Task RememberAsync(Workspace workspace, IEnumerable<AccountPast> news, CancellationToken ct)
    {
        foreach (var part in news.Chunk(PartitionCommit.Room))
            await workspace.Records.CommitAsync(
                Partition(workspace),
                [.. part.Select(p => new RecordWrite.Upsert(Row(p.ObjectId), JsonSerializer.SerializeToUtf8Bytes(p, CoreJson.Options)))],
                ct
            );
    }

    private static PartitionKey Partition(Workspace workspace) => new(workspace.Tenant, Scopes.Accounts);

    private static string Row(Guid account) => account.ToString("N");
}
