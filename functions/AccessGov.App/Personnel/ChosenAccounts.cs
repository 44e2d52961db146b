using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Directory;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel;

/// <summary>
/// Accounts that somebody chose for workers (<see cref="ChosenAccount"/>). One row points to the whole list, so that a list is taken over
/// whole or not at all; a pair leaves it once the account was seen with its worker's number, or when somebody takes the choice back.
/// </summary>
public static class ChosenAccounts
{
    internal const string Row = "chosen";
    internal static readonly FactKind Chosen = FactKind.Parse("accounts-chosen");
    internal static readonly FactKind Withdrawn = FactKind.Parse("chosen-account-withdrawn");
    internal static readonly FactKind Settled = FactKind.Parse("chosen-accounts-settled");

    private sealed record Kept(string List);

    /// <summary>As facts, by worker.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<ChosenAccount>> FactsAsync(Workspace workspace, CancellationToken ct) =>
        await PartitionCommit.ReadAsync<Kept>(workspace, Scopes.Personnel, Row, ct) is { } kept
            ? await workspace.Parsed.ValueAsync<List<ChosenAccount>>(Row, kept.List, ct)
            : [];

    /// <summary>Takes over the pairs of a list. One that was chosen before stays as it was, with the first who chose it.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">Who chose; the pairs say the same.</param>
    /// <param name="list">SHA-256 of the list.</param>
    /// <param name="pairs">The pairs, each worker and each account once.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>False when a worker or an account was chosen otherwise meanwhile: nothing is taken over.</returns>
    internal static Task<bool> AddAsync(
        Workspace workspace,
        Actor actor,
        string list,
        IReadOnlyList<ChosenAccount> pairs,
        CancellationToken ct
    ) =>
        PersonnelCommit.RunAsync(
            workspace,
            async () =>
            {
                var before = await FactsAsync(workspace, ct);
                var fresh = pairs.Where(p => !before.Any(b => IsSame(b, p))).ToArray();
                var isClash = fresh.Any(f => before.Any(b => b.Worker == f.Worker || b.Account == f.Account));
                return (Before: before, Fresh: fresh, Clash: isClash);
            },
            decided => KeepAsync(workspace, [.. decided.Before, .. decided.Fresh], ct),
            (commit, decided, kept) =>
            {
                if (decided.Clash || decided.Fresh.Length == 0)
                    return Task.FromResult((false, !decided.Clash));
                SuppliedByHand.Note(commit, workspace, actor, Row, [.. decided.Fresh.Select(p => p.Worker)], [], gives: false);
                commit
                    .Put(Row, new Kept(kept))
                    .Tell(Chosen, actor, list, new FactBody().Add("list", list).Add("pairs", decided.Fresh.Length).Add("kept", kept));
                return Task.FromResult((true, true));
            },
            ct
        );

    /// <summary>Takes a choice back: the worker is again somebody without an account.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">Who does it, an author of what follows from it.</param>
    /// <param name="worker">For whom an account was chosen.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The pair; null when nobody chose an account for the worker.</returns>
    public static Task<ChosenAccount?> WithdrawAsync(Workspace workspace, Actor actor, EmployeeId worker, CancellationToken ct) =>
        PersonnelCommit.RunAsync(
            workspace,
            async () => await FactsAsync(workspace, ct),
            before => KeepAsync(workspace, before.Where(c => c.Worker != worker), ct),
            (commit, before, kept) =>
            {
                if (before.FirstOrDefault(c => c.Worker == worker) is not { } chosen)
                    return Task.FromResult((false, (ChosenAccount?)null));
                SuppliedByHand.Note(commit, workspace, actor, Row, [worker], [], gives: false);
                commit
                    .Put(Row, new Kept(kept))
                    .Tell(
                        Withdrawn,
                        actor,
                        worker.Value,
                        new FactBody()
                            .Add("account", chosen.Account.ToString())
                            .Add("list", chosen.List)
                            .Add("by", chosen.By.Value)
                            .Add("kept", kept)
                    );
                return Task.FromResult((true, (ChosenAccount?)chosen));
            },
            ct
        );

    /// <summary>
    /// Lets go of pairs whose account carries its worker's number: from now on the number says whose it is. Only a reading of everything
    /// settles them, because a search by number may not find at once what was written.
    /// </summary>
    /// <returns>True when something was settled.</returns>
    internal static async Task<bool> SettleAsync(Workspace workspace, Actor actor, DirectorySnapshot snapshot, CancellationToken ct)
    {
        var pending = await FactsAsync(workspace, ct);
        if (pending.Count == 0)
            return false;
        var numbers = snapshot.Accounts.Where(a => a.EmployeeId is not null).ToDictionary(a => a.ObjectId, a => a.EmployeeId!.Value);
        bool IsSettled(ChosenAccount chosen) => numbers.TryGetValue(chosen.Account, out var number) && number == chosen.Worker;
        if (!pending.Any(IsSettled))
            return false;
        return await PersonnelCommit.RunAsync(
            workspace,
            async () => (await FactsAsync(workspace, ct)).Where(c => !IsSettled(c)).ToArray(),
            left => KeepAsync(workspace, left, ct),
            (commit, _, kept) =>
            {
                commit
                    .Put(Row, new Kept(kept))
                    .Tell(
                        Settled,
                        actor,
                        Row,
                        new FactBody().Add("accounts", pending.Where(IsSettled).Select(c => c.Account.ToString())).Add("kept", kept)
                    );
                return Task.FromResult((true, true));
            },
            ct
        );
    }

    private static bool IsSame(ChosenAccount one, ChosenAccount other) => one.Worker == other.Worker && one.Account == other.Account;

    private static Task<string> KeepAsync(Workspace workspace, IEnumerable<ChosenAccount> chosen, CancellationToken ct) =>
        workspace.Kept.KeepAsync(chosen.OrderBy(c => c.Worker).ToList(), ct);
}
