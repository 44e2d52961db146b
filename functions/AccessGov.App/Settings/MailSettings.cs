namespace AccessGov.App.Settings;

/// <summary>Mail of the campaign for keys.</summary>
public sealed record MailSettings
{
    /// <summary>Refused is what goes beyond; the most that may be set is the daily bound of an Exchange Online mailbox.</summary>
    public const int UsualMostPerRun = 500,
        MostMostPerRun = 10_000;

    /// <summary>The address that sends.</summary>
    public required string Sender { get; init; }

    /// <summary>Whom to ask, as it stands in the mail.</summary>
    public required string Contact { get; init; }

    /// <summary>The server; null: Microsoft Graph.</summary>
    public SmtpSettings? Smtp { get; init; }

    /// <summary>The server's password, to be looked at with the other secrets.</summary>
    public IEnumerable<string> SecretFiles => Smtp?.PasswordFile is { } file ? [file] : [];

    /// <summary>By when people shall have enrolled their key; null when nobody said.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>More mails than this are none: most likely somebody's mistake made many people lack a key.</summary>
    public int MostPerRun { get; init; } = UsualMostPerRun;

    /// <summary>Days on which nothing is sent besides weekends, holidays and the end of the year.</summary>
    public IReadOnlyList<DateOnly> ClosedOn { get; init; } = [];
}
