using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Planning;

/// <summary>
/// Accounts that people chose for workers. One that is no longer what was chosen is left alone, and so is the worker: who is to have which
/// account, people must say again.
/// </summary>
internal sealed class ChosenAccounts
{
    private readonly Dictionary<Guid, int> indexes = [];
    private readonly HashSet<Guid> twice;
    private readonly DirectorySnapshot snapshot;
    private readonly ProtectedSet protectedAccounts;

    public ChosenAccounts(DesiredState desired, DirectorySnapshot snapshot, ProtectedSet protectedAccounts)
    {
        (this.snapshot, this.protectedAccounts) = (snapshot, protectedAccounts);
        var accounts = desired.Facts.Chosen.Select(c => c.Account).ToArray();
        twice = [.. accounts.GroupBy(a => a).Where(g => g.Count() > 1).Select(g => g.Key)];
        if (accounts.Length == 0)
            return;
        var wanted = accounts.ToHashSet();
        for (var index = 0; index < snapshot.Accounts.Count; index++)
            if (wanted.Contains(snapshot.Accounts[index].ObjectId))
                indexes[snapshot.Accounts[index].ObjectId] = index;
    }

    /// <summary>The account as it is, or why it is not what was chosen.</summary>
    public (DirectoryAccount? Account, string Why) Find(ChosenAccount chosen)
    {
        if (!indexes.TryGetValue(chosen.Account, out var index))
            return (null, "absent");
        var account = snapshot.Accounts[index];
        var why = twice.Contains(chosen.Account)
            ? "chosen twice"
            : WhyNot(account, protectedAccounts)
                ?? (account.UserPrincipalName.Equals(chosen.UserPrincipalName, StringComparison.OrdinalIgnoreCase) ? null : "renamed");
        return why is null ? (account, "") : (null, why);
    }

    /// <summary>Why an account gets nobody's number from us; null when it may get one.</summary>
    /// <param name="account">The account.</param>
    /// <param name="protectedAccounts">What the policy protects.</param>
    internal static string? WhyNot(DirectoryAccount account, ProtectedSet protectedAccounts) =>
        account.EmployeeId is { } number ? $"numbered {number}"
        : account.OtherNumber is { } other ? $"numbered \"{other}\""
        : account.IsGuest ? "guest"
        : account.SyncedFromOnPremises ? "synced"
        : protectedAccounts.Contains(account) ? "protected"
        : null;

    /// <summary>The one change that makes the account the worker's. What it then should be is for the next plan.</summary>
    public static PlannedAction Number(EmployeeId worker, DirectoryAccount account, Because because) =>
        new PlannedAction.ChangeAttributes(
            new Target(worker, account.ObjectId),
            because,
            new Expect.Account(account.Enabled, account.Attributes),
            [new AttributeChange(AttributeName.EmployeeId, "", worker.Value)]
        );
}
