using AccessGov.Core.Codes;

namespace AccessGov.Core.Enrolment;

/// <summary>Codes of what happens to keys: kinds of facts in the record.</summary>
public static class KeyEventCodes
{
    /// <summary>Every code.</summary>
    public static CaseCodes<KeyEvent> All { get; } =
        new CaseCodes<KeyEvent>()
            .With<KeyEvent.Added>("key-added")
            .With<KeyEvent.HandedOut>("key-handed-out")
            .With<KeyEvent.TakenBack>("key-returned")
            .With<KeyEvent.TicketIssued>("key-ticket-issued")
            .With<KeyEvent.TicketConfirmed>("key-ticket-confirmed")
            .With<KeyEvent.WasEnrolled>("key-enrolled")
            .With<KeyEvent.LossAsked>("key-loss-asked")
            .With<KeyEvent.WasLost>("key-lost")
            .With<KeyEvent.WasFound>("key-found")
            .With<KeyEvent.RevocationAsked>("key-revocation-asked")
            .With<KeyEvent.WasRevoked>("key-revoked");

    /// <summary>The code of one.</summary>
    /// <param name="value">What happened.</param>
    public static string Of(KeyEvent value) => All.Of(value);
}
