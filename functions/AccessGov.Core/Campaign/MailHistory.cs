namespace AccessGov.Core.Campaign;

/// <summary>What mails became of, for one person and one matter. No address and no text.</summary>
/// <param name="MailedAt">When one was last taken for delivery; null for never.</param>
/// <param name="Times">How many were.</param>
/// <param name="RefusedAt">When the address was last refused; null for never since the last mail.</param>
/// <param name="Refusals">How often, since the last mail.</param>
public sealed record MailHistory(DateTimeOffset? MailedAt, int Times, DateTimeOffset? RefusedAt, int Refusals)
{
    /// <summary>Of how many things the last mail told, and those before it; 0 where nobody counts.</summary>
    public int Items { get; init; }

    /// <summary>From so many refusals on an address is tried once a week, and people are told.</summary>
    public const int ManyRefusals = 3;

    /// <summary>Nothing was sent yet.</summary>
    public static MailHistory None { get; } = new(null, 0, null, 0);

    /// <summary>After a mail was taken.</summary>
    /// <param name="at">When.</param>
    /// <param name="items">Of how many things it told.</param>
    public MailHistory Mailed(DateTimeOffset at, int items = 0) => new(at, Times + 1, null, 0) { Items = items };

    /// <summary>After the address was refused.</summary>
    /// <param name="at">When.</param>
    public MailHistory Refused(DateTimeOffset at) => this with { RefusedAt = at, Refusals = Refusals + 1 };
}
