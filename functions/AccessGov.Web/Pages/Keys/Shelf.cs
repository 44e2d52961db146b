using AccessGov.Core.Enrolment;

namespace AccessGov.Web.Pages.Keys;

/// <summary>Where a key is, in the words of the ledger: 在庫・貸出・登録済・紛失・失効.</summary>
internal static class Shelf
{
    /// <summary>All, in their order.</summary>
    public static readonly IReadOnlyList<string> All = ["stock", "lent", "enrolled", "lost", "revoked"];

    public static string Of(SecurityKey key) =>
        key.State switch
        {
            _ when key.IsInStock => "stock",
            KeyState.Enrolled => "enrolled",
            KeyState.Lost => "lost",
            KeyState.Revoked => "revoked",
            _ => "lent",
        };

    /// <summary>How its tag looks, and its sign.</summary>
    public static (string Mark, string Sign) MarkOf(SecurityKey key) =>
        key switch
        {
            { Opens: true } => ("ok", "✓"),
            { State: KeyState.Lost or KeyState.Revoked } => ("stop", "■"),
            { Holder: not null } => ("wait", "▲"),
            _ => ("", "□"),
        };
}
