using AccessGov.Core.Kernel;

namespace AccessGov.Core.Enrolment;

/// <summary>
/// Decides about what ends a key. Shutting protects, so one person does it at once; but whoever could shut any number alone could lock a
/// city out of its own services.
/// </summary>
internal static class RemovalDecider
{
    public static KeyDecision Decide(KeyLedger ledger, KeyCommand command, KeyActor by, DateTimeOffset now, DateOnly today) =>
        command switch
        {
            KeyCommand.TakeBack takeBack => TakeBack(ledger, takeBack, by, now, today),
            KeyCommand.ReportLost(var serial) => Lost(ledger, serial, by, now, today),
            KeyCommand.ReportFound(var serial) => Found(ledger, serial, by, today),
            KeyCommand.Revoke(var serial, var stepUp) => Revoke(ledger, serial, stepUp, by, now, today),
            _ => throw new InvalidOperationException(command.GetType().Name),
        };

    private static KeyDecision TakeBack(KeyLedger ledger, KeyCommand.TakeBack takeBack, KeyActor by, DateTimeOffset now, DateOnly today)
    {
        var serial = takeBack.Serial;
        if (by.CannotServe is { } cannot)
            return new KeyDecision.Refused(cannot);
        if (ledger.Find(serial) is not { } key)
            return Refuse("key-unknown", serial);
        if (key.State == KeyState.Returned)
            return new KeyDecision.Already();
        if (key.Holder is null)
            return Refuse("key-not-handed-out", serial);
        if (!takeBack.HolderStays || !IsTaking(key, by))
            return new KeyDecision.Done(new KeyEvent.TakenBack(serial, today, null));
        return TooMany(ledger, by, now) is { } tooMany
            ? new KeyDecision.Refused(tooMany)
            : new KeyDecision.Done(new KeyEvent.TakenBack(serial, today, new KeyTaking(by.Id, now, serial)));
    }

    private static KeyDecision Lost(KeyLedger ledger, KeySerial serial, KeyActor by, DateTimeOffset now, DateOnly today)
    {
        if (ledger.Find(serial) is not { } key)
            return Refuse("key-unknown", serial);
        // Not on duty, and heard on the telephone: whoever has a role may.
        if (key.Holder != by.Id && by.CannotAct is { } held)
            return new KeyDecision.Refused(held);
        if (key.Holder != by.Id && !by.HasRole)
            return new KeyDecision.Refused(new Refusal("keys-need-operator", by.Id.Value, 0, 1));
        if (key.State == KeyState.Lost)
            return new KeyDecision.Already();
        if (key.State == KeyState.Revoked)
            return Refuse("key-revoked", serial);
        if (!IsTaking(key, by) || IsSecond(key.LossAsked, by, now))
            return new KeyDecision.Done(new KeyEvent.WasLost(serial, today, null));
        if (TooMany(ledger, by, now) is null)
            return new KeyDecision.Done(new KeyEvent.WasLost(serial, today, new KeyTaking(by.Id, now, serial)));
        return IsFresh(key.LossAsked, now)
            ? new KeyDecision.Refused(new Refusal("second-person-needed", serial.Value, 1, 2))
            : new KeyDecision.Done(new KeyEvent.LossAsked(serial, new AskedRemoval(by.Id, now)));
    }

    private static KeyDecision Found(KeyLedger ledger, KeySerial serial, KeyActor by, DateOnly today)
    {
        if (ledger.Find(serial) is not { } key)
            return Refuse("key-unknown", serial);
        if ((key.Holder == by.Id ? by.CannotAct : by.CannotServe) is { } cannot)
            return new KeyDecision.Refused(cannot);
        return key.State == KeyState.Lost ? new KeyDecision.Done(new KeyEvent.WasFound(serial, today)) : Refuse("key-not-lost", serial);
    }

    private static KeyDecision Revoke(
        KeyLedger ledger,
        KeySerial serial,
        CredentialId? stepUp,
        KeyActor by,
        DateTimeOffset now,
        DateOnly today
    )
    {
        if (ledger.Find(serial) is not { } key)
            return Refuse("key-unknown", serial);
        if ((key.Holder == by.Id ? by.CannotAct : by.CannotServe) is { } cannot)
            return new KeyDecision.Refused(cannot);
        if (key.State == KeyState.Revoked)
            return new KeyDecision.Already();
        if (key.Holder is null)
            return Refuse("key-not-handed-out", serial);
        var byOther = key.Holder == by.Id && ledger.Opening(by.Id).Any(k => k.Serial != serial && k.Enrolled!.Key.Credential == stepUp);
        if (byOther || IsSecond(key.RevocationAsked, by, now))
            return new KeyDecision.Done(new KeyEvent.WasRevoked(serial, today));
        return IsFresh(key.RevocationAsked, now)
            ? new KeyDecision.Refused(new Refusal("second-person-needed", serial.Value, 1, 2))
            : new KeyDecision.Done(new KeyEvent.RevocationAsked(serial, new AskedRemoval(by.Id, now)));
    }

    /// <summary>True when somebody else than the holder shuts a key that opens something.</summary>
    private static bool IsTaking(SecurityKey key, KeyActor by) => key.State == KeyState.Enrolled && key.Holder != by.Id;

    private static Refusal? TooMany(KeyLedger ledger, KeyActor by, DateTimeOffset now)
    {
        var taken = ledger.Takings.Where(t => t.By == by.Id && now - t.At < KeyTaking.CountsFor).Select(t => t.Serial).Distinct().Count();
        return taken < KeyTaking.MostByOne ? null : new Refusal("too-many-keys-shut", by.Id.Value, taken + 1, KeyTaking.MostByOne);
    }

    private static bool IsSecond(AskedRemoval? asked, KeyActor by, DateTimeOffset now) => IsFresh(asked, now) && asked!.By != by.Id;

    private static bool IsFresh(AskedRemoval? asked, DateTimeOffset now) => asked?.Stands(now) == true;

    private static KeyDecision.Refused Refuse(string code, KeySerial serial) => new(new Refusal(code, serial.Value, 0, 1));
}
