using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Safeguards;

/// <summary>
/// Whether somebody may get a Temporary Access Pass: with it whoever reads it signs in as that person, once. Only for whoever holds no key
/// that works, has one account that the policy governs, and is on duty; one asks and an approver agrees, neither of them the person.
/// </summary>
public static class PassDecider
{
    /// <summary>Entra gives no shorter one.</summary>
    public const int FewestMinutes = 10;

    /// <summary>Nobody needs longer to enrol a key at the counter.</summary>
    public const int MostMinutes = 60;

    /// <summary>So long an approver may take: who was seen in the morning is not let in in the evening.</summary>
    public static readonly TimeSpan AskedFor = TimeSpan.FromMinutes(60);

    /// <summary>Who would sign in with it, as personnel, the ledger of keys and the lists know the person today.</summary>
    /// <param name="Id">Who.</param>
    /// <param name="IsOnDuty">True when personnel knows the person, nothing contests that, and the person is on duty.</param>
    /// <param name="IsHeld">True when somebody keeps the person out.</param>
    /// <param name="HasKey">Whether a key of the person works; null when nobody knows.</param>
    public sealed record Holder(EmployeeId Id, bool IsOnDuty, bool IsHeld, bool? HasKey);

    /// <summary>Why nobody may ask for one; null when nothing speaks against it.</summary>
    /// <param name="holder">For whom.</param>
    /// <param name="account">The one account with the person's number; null for none, or for several.</param>
    /// <param name="protectedAccounts">Accounts that are never touched.</param>
    /// <param name="by">Who asks.</param>
    public static Refusal? CannotAsk(
        Holder holder,
        DirectoryAccount? account,
        IReadOnlyList<ProtectedAccount> protectedAccounts,
        EmployeeId by
    )
    {
        ArgumentNullException.ThrowIfNull(holder);
        var subject = holder.Id.Value;
        if (by == holder.Id)
            return new Refusal("pass-for-oneself", subject, 0, 0);
        if (holder.IsHeld)
            return new Refusal("pass-holder-held", subject, 0, 1);
        if (!holder.IsOnDuty)
            return new Refusal("pass-holder-not-on-duty", subject, 0, 1);
        if (holder.HasKey is not false)
            return new Refusal(holder.HasKey is true ? "pass-key-at-hand" : "pass-keys-unknown", subject, 1, 0);
        if (account is not { IsGuest: false })
            return new Refusal("pass-no-account", subject, 0, 1);
        if (!account.Enabled)
            return new Refusal("pass-account-disabled", subject, 0, 1);
        return new ProtectedSet(protectedAccounts).Contains(account) ? new Refusal("pass-account-protected", subject, 0, 0) : null;
    }

    /// <summary>Why an approver may not let it be made now; null when he may. What was asked is looked at anew.</summary>
    /// <param name="asked">Who asked, and when; null for nobody.</param>
    /// <param name="holder">For whom.</param>
    /// <param name="account">The one account with the person's number; null for none, or for several.</param>
    /// <param name="protectedAccounts">Accounts that are never touched.</param>
    /// <param name="by">Who agrees.</param>
    /// <param name="now">The instant.</param>
    public static Refusal? CannotGive(
        (EmployeeId By, DateTimeOffset At)? asked,
        Holder holder,
        DirectoryAccount? account,
        IReadOnlyList<ProtectedAccount> protectedAccounts,
        Approver by,
        DateTimeOffset now
    )
    {
        ArgumentNullException.ThrowIfNull(holder);
        ArgumentNullException.ThrowIfNull(by);
        if (by.Lacks(OperatorRole.Approver) is { } lacks)
            return lacks;
        if (asked is not { } wish || !Stands(wish.At, now))
            return new Refusal("pass-not-asked", holder.Id.Value, 0, 1);
        return wish.By == by.Id
            ? new Refusal("pass-by-one", by.Id.Value, 1, 2)
            : CannotAsk(holder, account, protectedAccounts, by.Id);
    }

    /// <summary>True while an approver may still agree.</summary>
    /// <param name="askedAt">When it was asked for.</param>
    /// <param name="now">The instant.</param>
    public static bool Stands(DateTimeOffset askedAt, DateTimeOffset now) => now >= askedAt && now - askedAt <= AskedFor;
}
