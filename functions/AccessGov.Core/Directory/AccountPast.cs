namespace AccessGov.Core.Directory;

/// <summary>What the product remembers of an account: whether it was shut when last known, since when, and whose doing that was.</summary>
/// <param name="ObjectId">Entra object id.</param>
/// <param name="Enabled">The state when last known.</param>
/// <param name="Since">The day on which that state was brought about, or first seen.</param>
/// <param name="ByUs">True when the product brought it about, because facts asked for it.</param>
/// <param name="WasEnabled">True when the account is known to have been enabled at some time.</param>
/// <param name="SessionsEndedOn">The day on which the product last ended its sessions; null when it never did.</param>
/// <param name="AtOnce">True for a shut account whose worker HR had shut out at once (即時停止): people decide whether it opens again.</param>
public sealed record AccountPast(
    Guid ObjectId,
    bool Enabled,
    DateOnly Since,
    bool ByUs,
    bool WasEnabled = false,
    DateOnly? SessionsEndedOn = null,
    bool AtOnce = false
)
{
    /// <summary>What is to be remembered once an account was read; null when nothing new is.</summary>
    /// <param name="before">What was remembered; null for an account that was never shut while anybody looked.</param>
    /// <param name="account">The account as it was read.</param>
    /// <param name="on">The day it was read.</param>
    public static AccountPast? Seen(AccountPast? before, DirectoryAccount account, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (before is null)
            return account.Enabled ? null : new AccountPast(account.ObjectId, false, on, false);
        // A read of the day on which the product shut the account may have begun before that.
        if (before.Enabled == account.Enabled || (account.Enabled && before is { ByUs: true } && before.Since == on))
            return null;
        return before with
        {
            Enabled = account.Enabled,
            Since = on,
            ByUs = false,
            WasEnabled = before.WasEnabled || before.Enabled,
            AtOnce = before.AtOnce && !account.Enabled,
        };
    }
}
