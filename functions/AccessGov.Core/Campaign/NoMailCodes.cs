using AccessGov.Core.Codes;

namespace AccessGov.Core.Campaign;

/// <summary>Codes of reasons against a mail, in JSON and in the names of texts.</summary>
public static class NoMailCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<NoMail> All { get; } =
        new(
            (NoMail.Unknown, "unknown"),
            (NoMail.NotOnDuty, "not-on-duty"),
            (NoMail.Held, "held"),
            (NoMail.Recent, "recent"),
            (NoMail.Told, "told"),
            (NoMail.Refused, "refused"),
            (NoMail.NoAccount, "no-account"),
            (NoMail.AccountUnclear, "account-unclear"),
            (NoMail.AccountDisabled, "account-disabled"),
            (NoMail.NoAddress, "no-address")
        );

    /// <summary>The code of one.</summary>
    /// <param name="value">Why not.</param>
    public static string Of(NoMail value) => All.Of(value);
}
