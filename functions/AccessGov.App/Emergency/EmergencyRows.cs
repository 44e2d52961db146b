using System.Security.Cryptography;
using System.Text;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Emergency;

/// <summary>Writes what happens with sealed accounts: a fact, and the row that repeats it, in one commit.</summary>
internal static class EmergencyRows
{
    /// <summary>The row of a wish; a name may have characters that a row must not.</summary>
    public static string Of(EmergencyWish wish) => EmergencyBook.WishPrefix + Digest(wish.Account, 24);

    /// <summary>The row of an opening.</summary>
    public static string Of(EmergencyOpening opening) => EmergencyBook.OpeningPrefix + opening.Id;

    /// <summary>The id of an opening: the day, and digits that nobody guesses twice.</summary>
    public static string IdOf(Workspace workspace, EmergencyWish wish, EmployeeId by, DateTimeOffset at) =>
        $"{workspace.Today:yyyyMMdd}-{Digest($"{wish.Account}\n{wish.By}\n{wish.At:O}\n{by}\n{at:O}", 8)}";

    /// <summary>Reads, decides, commits; whoever comes second reads again.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="step">What is to be written; the commit is written where the step says so.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<T> RunAsync<T>(
        Workspace workspace,
        Func<PartitionCommit, EmergencyBook, Task<(bool Writes, T Result)>> step,
        CancellationToken ct
    ) =>
        OptimisticCommit.RunAsync(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Emergency, ct);
                var (writes, result) = await step(commit, await EmergencyBook.ReadAsync(workspace, ct));
                return (writes ? commit : null, result);
            },
            ct
        );

    /// <summary>Tells a fact of an opening and puts the row that it makes.</summary>
    public static void Put(
        PartitionCommit commit,
        EmergencyOpening opening,
        FactKind kind,
        Actor actor,
        DateTimeOffset at,
        FactBody body
    ) =>
        commit.Put(Of(opening), opening).Tell(kind, actor, opening.Account, body.Add("opening", opening.Id).Add("at", at));

    /// <summary>Removes the row of a wish, where it is.</summary>
    public static async Task RemoveAsync(Workspace workspace, PartitionCommit commit, EmergencyWish wish, CancellationToken ct)
    {
        if (await workspace.Records.FindAsync(new(workspace.Tenant, Scopes.Emergency), Of(wish), ct) is { } row)
            commit.Remove(row);
    }

    private static string Digest(string text, int length) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..length];
}
