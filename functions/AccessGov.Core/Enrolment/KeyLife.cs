namespace AccessGov.Core.Enrolment;

/// <summary>The life of one key, event by event.</summary>
internal static class KeyLife
{
    public static SecurityKey After(SecurityKey? key, KeyEvent happened) =>
        happened is KeyEvent.Added(var serial, var model, var aaguid, var on)
            ? new SecurityKey
            {
                Serial = serial,
                Model = model,
                Aaguid = aaguid,
                Since = on,
            }
            : Next(
                key ?? throw new InvalidOperationException($"Nothing happens to key {happened.Serial}, which is in no stock."),
                happened
            );

    private static SecurityKey Next(SecurityKey key, KeyEvent happened) =>
        happened switch
        {
            KeyEvent.HandedOut(_, var person, var on) => key with { State = KeyState.Unenrolled, Since = on, Holder = person },
            KeyEvent.TakenBack(_, var on, _) => Ended(key, KeyState.Returned, on) with { Holder = null },
            KeyEvent.WasEnrolled { Enrolled: var enrolled } => key with
            {
                State = KeyState.Enrolled,
                Since = enrolled.On,
                Enrolled = enrolled,
            },
            KeyEvent.LossAsked(_, var asked) => key with { LossAsked = asked },
            KeyEvent.WasLost(_, var on, _) => Ended(key, KeyState.Lost, on),
            KeyEvent.WasFound(_, var on) => key with { State = KeyState.Unenrolled, Since = on },
            KeyEvent.RevocationAsked(_, var asked) => key with { RevocationAsked = asked },
            KeyEvent.WasRevoked(_, var on) => Ended(key, KeyState.Revoked, on),
            _ => throw new InvalidOperationException(happened.GetType().Name),
        };

    /// <summary>Whatever it was enrolled as has ended for ever; wishes to end it are fulfilled.</summary>
    private static SecurityKey Ended(SecurityKey key, KeyState state, DateOnly on) =>
        key with
        {
            State = state,
            Since = on,
            Enrolled = null,
            Former = key.Enrolled is { } was ? [.. key.Former, was.Key.Credential] : key.Former,
            LossAsked = null,
            RevocationAsked = null,
        };
}
